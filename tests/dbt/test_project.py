"""What the dbt project promises of itself: everything built, tested, described and used."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from pipelines.stores.dbt_project import LAYERS, PROJECT, models
from pipelines.stores.strange_tables import strange_tables
from tests.support.warehouse_builds import WarehouseBuild

DASHBOARDS = {
    "overview", "question_quality", "subject_and_theme", "learners", "bank_submissions", "contests",
    "pipelines", "service_health", "broadcasts",
}  # fmt: skip


def described() -> dict[str, dict[str, object]]:
    """What the .yml beside each model says of it, by its name."""
    files = [file for layer in LAYERS for file in sorted((PROJECT / "models" / layer).glob("*.yml"))]
    told = [model for file in files for model in yaml.safe_load(file.read_text()).get("models", [])]
    return {model["name"]: model for model in told}


def unit_tests() -> list[dict[str, str]]:
    files = (PROJECT / "models").glob("*/*.yml")
    return [test for file in files for test in yaml.safe_load(file.read_text()).get("unit_tests", [])]


def exposures() -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load((PROJECT / "models" / "exposures.yml").read_text())[
        "exposures"
    ]
    return found


def test_an_empty_warehouse_builds_its_unit_tests_pass_and_every_column_is_described(
    build: WarehouseBuild,
) -> None:
    built = build.models(unit_tests=True)
    bad = [f"{each.name}: {each.message}" for each in built if not each.good]
    assert not bad, "\n".join(bad)
    assert {each.name for each in built if not each.is_test} == {model.name for model in models()}
    found = build.rows(
        "select database, table, groupArray(name) from system.columns "
        f"where database in {LAYERS} group by database, table"
    )
    assert {(layer, name) for layer, name, _ in found} == {(model.layer, model.name) for model in models()}
    told = described()
    undescribed = [
        f"{table}.{name}"
        for _, table, names in found
        for name in _list(names)
        if name
        not in {column["name"] for column in _list(told[str(table)]["columns"]) if column.get("description")}
    ]
    assert undescribed == []


def test_every_mart_has_a_unit_test_and_every_model_a_description() -> None:
    told = described()
    assert set(told) == {model.name for model in models()}
    assert [name for name, model in told.items() if not model.get("description")] == []
    tested = {test["model"] for test in unit_tests()}
    assert {model.name for model in models() if model.layer == "marts"} - tested == set()


def test_every_unit_test_has_a_name_of_its_own() -> None:
    """dbt-clickhouse names a temporary table after the test and leaves it in the thread's session."""
    assert [name for name, times in Counter(test["name"] for test in unit_tests()).items() if times > 1] == []


def test_every_dashboard_says_which_marts_it_shows_and_every_mart_is_shown() -> None:
    marts = {f"ref('{model.name}')" for model in models() if model.layer == "marts"}
    shown = [set(_list(exposure["depends_on"])) for exposure in exposures()]
    assert {exposure["name"] for exposure in exposures()} == DASHBOARDS
    assert set.union(*shown) == marts


def test_the_project_needs_no_package_of_others() -> None:
    assert not [file for file in ("packages.yml", "dependencies.yml") if Path(PROJECT, file).exists()]


def _list(value: object) -> list[Any]:
    assert isinstance(value, list)
    return value


def test_a_table_that_no_model_makes_any_more_is_named(build: WarehouseBuild) -> None:
    build.execute("create table marts.retired_mart (day Date) engine = MergeTree order by day")
    build.execute("create table intermediate.int_item_days__dbt_new_data_1 (day Date) engine = Memory")
    assert strange_tables(build.warehouse_url) == [
        "intermediate.int_item_days__dbt_new_data_1",
        "marts.retired_mart",
    ]
