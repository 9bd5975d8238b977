"""Which models a frequent build leaves alone, over raw tables and views that stand for built models."""

from collections.abc import Iterator

import pytest

from pipelines.stores import frequent_builds
from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.frequent_builds import FrequentBuilds

BUILT = ("staging.stg_questions", "intermediate.int_items", "intermediate.int_item_seconds", "marts.streaks")
NAMES = {name.partition(".")[2] for name in BUILT}
QUESTION = """
insert into raw.questions (question_id, version, statistical_version, current_version, subject)
values (1, 1, 1, 1, 'economics')
"""


@pytest.fixture
def store(warehouse_url: str) -> Iterator[Warehouse]:
    with warehouse(warehouse_url) as opened:
        for name in BUILT:
            opened.execute(f"create view {name} as select 1 as one")
        yield opened


@pytest.fixture
def builds(warehouse_url: str) -> FrequentBuilds:
    return FrequentBuilds(warehouse_url)


def left(builds: FrequentBuilds, *, tested: bool = True) -> tuple[set[str], set[str]]:
    found = builds.left(builds.states(), tested=tested)
    return set(found.alone), set(found.stand)


def build(builds: FrequentBuilds, *, tested: bool = True) -> None:
    builds.note(NAMES, builds.states(), tested=tested)


def test_a_process_that_has_built_nothing_leaves_nothing(builds: FrequentBuilds, store: Warehouse) -> None:
    assert left(builds) == left(builds, tested=False) == (set(), set())


def test_models_that_have_read_nothing_new_are_left_alone(builds: FrequentBuilds, store: Warehouse) -> None:
    build(builds)
    assert left(builds) == (NAMES, set())
    store.execute(QUESTION)
    assert left(builds) == ({"int_item_seconds", "streaks"}, {"stg_questions"})
    assert left(builds, tested=False) == ({"int_item_seconds", "streaks", "stg_questions"}, set())


def test_what_was_built_without_its_tests_is_tested_later(builds: FrequentBuilds, store: Warehouse) -> None:
    build(builds, tested=False)
    assert left(builds, tested=False) == (NAMES, set())
    assert left(builds) == (set(), NAMES)
    build(builds)
    assert left(builds) == (NAMES, set())


def test_a_model_that_is_gone_is_built(builds: FrequentBuilds, store: Warehouse) -> None:
    build(builds)
    store.execute("drop view intermediate.int_items")
    assert left(builds) == (NAMES - {"int_items"}, set())


def test_a_model_that_reads_a_table_from_elsewhere_is_built(
    builds: FrequentBuilds, store: Warehouse, warehouse_url: str
) -> None:
    store.execute("drop table raw.questions sync")
    store.execute("create table raw.questions as raw.students engine = Merge('raw', '^students$')")
    build(builds)
    assert left(builds) == ({"int_item_seconds", "streaks"}, {"stg_questions"})


def test_a_dear_model_over_many_answers_is_left_to_the_night_once_it_is_built(
    builds: FrequentBuilds, store: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(builds)
    store.execute("insert into raw.answers (answer_id, tx) values (1, 1)")
    assert left(builds)[0] == {"stg_questions", "int_items"}
    monkeypatch.setattr(frequent_builds, "LEAVE_ABOVE", 0)
    monkeypatch.setattr(frequent_builds, "DEAR", frozenset({"int_item_seconds"}))
    assert left(builds)[0] == {"stg_questions", "int_items", "int_item_seconds"}
    store.execute("drop view intermediate.int_item_seconds")
    assert left(builds)[0] == {"stg_questions", "int_items"}
