"""The fallback of the resident refresher: runs what nobody has run within a tick."""

from datetime import UTC, datetime

import dagster as dg

from pipelines.defs.question_stats.job import refresh
from pipelines.defs.resources import Stores
from pipelines.stores.changes import CHANGE, newest_change

EVERY_SECONDS = 15
UNDERWAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.NOT_STARTED,
]
WAITING = "waiting"
"""The cursor, when the last tick saw something that was not published yet."""


@dg.sensor(job=refresh, minimum_interval_seconds=EVERY_SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
def new_answers_or_questions(
    context: dg.SensorEvaluationContext, stores: Stores
) -> dg.SensorResult | dg.SkipReason:
    newest = newest_change(stores.postgres_url)
    last = _last_refresh(context.instance)
    if last is not None and last.dagster_run.tags.get(CHANGE) == newest:
        return _skipped("nothing is new", "")
    if _ended_lately(last) or context.instance.get_runs_count(
        dg.RunsFilter(job_name=refresh.name, statuses=UNDERWAY)
    ):
        return _skipped("a refresh is under way", "")
    if context.cursor != WAITING:
        return _skipped("the resident refresher has until the next tick", WAITING)
    return dg.SensorResult(run_requests=[dg.RunRequest(tags={CHANGE: newest})], cursor="")


def _last_refresh(instance: dg.DagsterInstance) -> dg.RunRecord | None:
    done = dg.RunsFilter(job_name=refresh.name, statuses=[dg.DagsterRunStatus.SUCCESS])
    return next(iter(instance.get_run_records(done, limit=1)), None)


def _ended_lately(last: dg.RunRecord | None) -> bool:
    if last is None or last.end_time is None:
        return False
    return datetime.now(UTC).timestamp() - last.end_time < EVERY_SECONDS


def _skipped(reason: str, cursor: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=dg.SkipReason(reason), cursor=cursor)
