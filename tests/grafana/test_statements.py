"""What panels and variables ask of ClickHouse, on the real engine."""

import re
from typing import Any

import pytest

from tests.grafana.conftest import Answers
from tests.grafana.shown import CHOICES, LOADED, Answered, panels, statements, variables
from tests.support.full_warehouse import QUESTIONS, SOURCE, STUDENTS
from tests.support.warehouse_builds import WarehouseBuild

NUMBER = re.compile(r"(Nullable\()?U?(Int|Float)\d+\)?")
TEXT = re.compile(r"(LowCardinality\()?String\)?")
MOMENT = re.compile(r"DateTime(64)?\(.*\)")
EMPTY_WHEN_ALL_IS_WELL = ("overview", "Days that do not agree")
BOARDS = sorted(LOADED)

Shown = dict[tuple[str, str], Answered]


def of_kind(board: str, shown: Shown, *kinds: str) -> list[tuple[dict[str, Any], Answered]]:
    return [(panel, shown[board, panel["title"]]) for panel in panels(board) if panel["type"] in kinds]


def test_an_empty_warehouse_is_shown_without_an_error(empty: Answers) -> None:
    """Nothing but the steps that nobody has taken."""
    for asked in empty.values():
        assert asked.keys() == {(each.board, each.name) for each in statements()}
        rows = {key: each.rows for key, each in asked.items() if each.rows}
        assert rows.keys() == {("overview", "Funnel"), ("overview", "as_of_funnel")}
        assert {students for _, students in rows["overview", "Funnel"]} == {0}


@pytest.mark.parametrize("choice", CHOICES)
def test_columns_do_not_depend_on_what_is_chosen_nor_on_what_is_there(
    choice: str, empty: Answers, full: Answers
) -> None:
    assert {key: each.types for key, each in empty["everything"].items()} == {
        key: each.types for key, each in full[choice].items()
    }


def test_every_panel_and_variable_has_something_to_show(shown: Shown) -> None:
    assert [key for key, each in shown.items() if not each.rows] == [EMPTY_WHEN_ALL_IS_WELL]


def test_a_quotation_mark_in_a_value_stays_in_it(full: Answers) -> None:
    assert full["everything"]["question_quality", "source"].rows == [(SOURCE,)]
    assert len(full["one each"]["question_quality", "Worst questions"].rows) > 0


def test_one_value_leaves_out_the_others(full: Answers) -> None:
    panel = ("question_quality", "Options by ability")
    assert len(full["everything"][panel].rows) == 4 * QUESTIONS
    assert set(full["one each"][panel].column("question_id")) == {1}
    services = {
        name: set(each["service_health", "Requests a minute"].column("service"))
        for name, each in full.items()
    }
    assert (services["everything"], services["one each"]) == ({"api", "pipelines"}, {"api"})


def test_panels_count_what_postgresql_counts(shown: Shown) -> None:
    answers = STUDENTS * QUESTIONS
    assert sum(shown["overview", "Answers a day"].column("answers")) == answers
    assert sum(shown["overview", "Answers in a subject"].column("attempts")) == answers
    assert sum(shown["learners", "Activity by hour"].column("answers")) == answers
    assert sum(shown["learners", "Streaks"].column("students")) == STUDENTS
    assert shown["broadcasts", "Broadcasts"].column("sent") == [STUDENTS]
    assert sorted(shown["bank_submissions", "Findings by rule"].column("code")) == ["K1", "K2"]


@pytest.mark.parametrize("board", BOARDS)
def test_a_series_has_one_value_a_moment_in_the_order_of_time(board: str, shown: Shown) -> None:
    for panel, found in of_kind(board, shown, "timeseries"):
        names = list(found.types)
        labels = [name for name in names[1:] if TEXT.fullmatch(found.types[name])]
        values = [name for name in names[1:] if NUMBER.fullmatch(found.types[name])]
        assert (names[0], bool(MOMENT.fullmatch(found.types["time"]))) == ("time", True), panel["title"]
        assert values, panel["title"]
        assert [*labels, *values] == names[1:], panel["title"]
        times = found.column("time")
        assert times == sorted(times), panel["title"]
        points = list(zip(times, *(found.column(label) for label in labels), strict=True))
        assert len(points) == len(set(points)), panel["title"]
        named = panel["fieldConfig"]["defaults"]["displayName"]
        assert set(re.findall(r"labels\.(\w+)", named)) <= set(labels), panel["title"]


@pytest.mark.parametrize("board", BOARDS)
def test_bars_and_single_numbers_have_a_name_and_values(board: str, shown: Shown) -> None:
    for panel, found in of_kind(board, shown, "barchart", "stat"):
        first, *others = found.types.values()
        assert TEXT.fullmatch(first), panel["title"]
        assert others, panel["title"]
        assert all(NUMBER.fullmatch(each) for each in others), panel["title"]


@pytest.mark.parametrize("board", BOARDS)
def test_a_scatter_has_the_two_numbers_that_it_names(board: str, shown: Shown) -> None:
    for panel, found in of_kind(board, shown, "xychart"):
        [series] = panel["options"]["series"]
        axes = [series[axis]["matcher"]["options"] for axis in ("x", "y")]
        assert all(NUMBER.fullmatch(found.types[axis]) for axis in axes), panel["title"]
        assert all(None not in found.column(axis) for axis in axes), panel["title"]


@pytest.mark.parametrize("board", BOARDS)
def test_a_table_has_the_columns_that_it_formats_and_says_when_it_was_true(board: str, shown: Shown) -> None:
    for panel, found in of_kind(board, shown, "table"):
        formatted = [
            override["matcher"]["options"]
            for override in panel["fieldConfig"]["overrides"]
            if override["matcher"]["id"] == "byName"
        ]
        turned = [each["options"] for each in panel.get("transformations", [])]
        fields = [each[field] for each in turned for field in ("rowField", "columnField", "valueField")]
        assert {*formatted, *fields} <= set(found.types), panel["title"]
        assert turned or "as_of" in found.types, panel["title"]


def test_panels_only_select_and_filter_marts(build: WarehouseBuild, empty: Answers) -> None:
    aggregates = {row[0] for row in build.rows("select lower(name) from system.functions where is_aggregate")}
    for board in BOARDS:
        for panel in panels(board):
            sql = panel["targets"][0]["rawSql"].lower()
            assert re.findall(r"\bfrom\s+(\w+)\.", sql) == ["marts"], panel["title"]
            assert not re.search(r"\b(join|group by|having|union|with|over|distinct)\b", sql), panel["title"]
            assert not aggregates & set(re.findall(r"(\w+)\(", sql)), panel["title"]


def test_choices_of_a_variable_are_one_column_of_texts(shown: Shown) -> None:
    asked = [
        (board, variable["name"])
        for board in BOARDS
        for variable in variables(board)
        if variable["type"] == "query"
    ]
    assert all(len(shown[key].types) == 1 for key in asked)
    passports = [shown[key].rows for key in asked if key[1].startswith("as_of_")]
    assert all(len(rows) == 1 for rows in passports)
