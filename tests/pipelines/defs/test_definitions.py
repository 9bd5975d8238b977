"""The code location as Dagster loads it."""

import subprocess
import sys

import dagster as dg

from pipelines.definitions import defs
from pipelines.stores.dbt_project import models

HEAVY = ("dbt.cli", "great_expectations", "pandas", "polars")


def test_asset_keys_are_pinned() -> None:
    """A changed key orphans the history of an asset in Dagster's storage."""
    keys = {key.to_user_string() for key in repository().asset_graph.get_all_asset_keys()}
    assert keys == {
        *(f"{model.layer}/{model.name}" for model in models()),
        "published/question_stats",
        "question_banks/checked",
        "question_banks/released",
        "question_banks/submission",
        "raw/answers",
        "raw/broadcasts",
        "raw/contest_questions",
        "raw/contest_results",
        "raw/contests",
        "raw/calibrations",
        "raw/service_logs",
        "raw/question_sources",
        "raw/questions",
        "raw/reports",
        "raw/serves",
        "raw/sessions",
        "raw/students",
        "raw/submission_findings",
        "raw/submissions",
    }


def test_jobs_and_sensors_are_found_and_run_by_themselves() -> None:
    found = repository()
    assert {"load_banks", "refresh"} <= {job.name for job in found.get_all_jobs()}
    sensors = {sensor.name: sensor.default_status for sensor in found.sensor_defs}
    assert sensors["new_answers_or_questions"] is dg.DefaultSensorStatus.RUNNING


def test_a_mart_is_downstream_of_what_its_sql_reads() -> None:
    graph = repository().asset_graph
    parents = graph.get(dg.AssetKey(["staging", "stg_answers"])).parent_keys
    assert parents == {dg.AssetKey(["raw", "answers"]), dg.AssetKey(["staging", "stg_loaded_windows"])}
    published = graph.get(dg.AssetKey(["published", "question_stats"])).parent_keys
    assert published == {dg.AssetKey(["marts", "question_stats"])}


def test_a_mart_comes_from_the_rows_of_a_banks_file() -> None:
    graph = repository().asset_graph
    mart = dg.AssetKey(["marts", "question_stats"])
    submission = dg.AssetKey(["question_banks", "submission"])
    assert submission in graph.get_ancestor_asset_keys(mart)


def test_loading_the_definitions_imports_nothing_heavy() -> None:
    program = f"""
import sys
from pipelines.definitions import defs
defs()
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def repository() -> dg.RepositoryDefinition:
    return defs().get_repository_def()
