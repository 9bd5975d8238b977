"""One refresh of everything that stands on answers, in this process."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dagster as dg

from pipelines.defs.answers.assets import RAW_KEYS, snapshots, training
from pipelines.defs.in_process import Finished, run_here
from pipelines.defs.marts.assets import dbt_models
from pipelines.defs.marts.checks import every_table_has_a_model
from pipelines.defs.question_stats import job as jobs
from pipelines.defs.question_stats.assets import answers_agree, question_stats
from pipelines.defs.question_stats.calibration import calibrations
from pipelines.defs.resources import Stores
from pipelines.defs.service_logs.assets import service_logs
from pipelines.stores.restored_days import restore_day
from pipelines.stores.training_tables import forget_tables


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """Of `answers` those that are new; `published` questions have statistics, `changed` ones new numbers."""

    answers: int
    questions: int
    published: int
    changed: int
    answers_agree: bool
    seconds: dict[str, float]
    """Of each step in its order, and `total`."""


def refresh(
    postgres_url: str,
    clickhouse_url: str,
    home: Path,
    *,
    rebase: bool = False,
    day: date | None = None,
    job: str = jobs.calibrate.name,
    tags: Mapping[str, str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> RefreshResult:
    """Raises Refusal, and what else a step raises; what is not finished then, the next refresh finishes.

    `rebase` loads every answer anew, `day` those of one day in Moscow. `job`: calibrate, refresh or publish.
    dbt writes under `home`. With DAGSTER_HOME set the UI shows the run and its `tags`, but not of publish.
    """
    started = time.monotonic()
    if rebase:
        progress("Emptying the answers in ClickHouse")
        forget_tables(postgres_url, clickhouse_url)
    if day:
        restored = restore_day(postgres_url, clickhouse_url, day)
        progress(f"{restored} answers and serves of {day} copied again")
    stores = Stores(postgres_url=postgres_url, clickhouse_url=clickhouse_url, home=str(home))
    recorded = job != jobs.publish.name
    finished = run_here(_job(stores, job), progress, tags=tags, recorded=recorded)
    return _result(finished, time.monotonic() - started)


def _job(stores: Stores, name: str) -> dg.JobDefinition:
    return dg.Definitions(
        assets=[training, snapshots, service_logs, dbt_models, calibrations, question_stats],
        asset_checks=[answers_agree, every_table_has_a_model],
        jobs=[jobs.calibrate, jobs.refresh, jobs.publish],
        resources={"stores": stores},
    ).resolve_job_def(name)


def _result(finished: Finished, total: float) -> RefreshResult:
    return RefreshResult(
        answers=finished.count(RAW_KEYS["answers"], "rows"),
        questions=finished.count(RAW_KEYS["questions"], "rows"),
        published=finished.count(question_stats.key, "rows"),
        changed=finished.count(question_stats.key, "changed"),
        answers_agree=finished.passed("answers_agree"),
        seconds={**finished.seconds(), "total": total},
    )
