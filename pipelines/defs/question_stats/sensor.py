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
ALIVE = "apo/refresher"
LONGEST_SILENCE = 60.0
DONE = [dg.DagsterRunStatus.SUCCESS]
WAITING = "waiting"
"""The cursor, when the last tick saw something that was not published yet."""


@dg.sensor(job=refresh, minimum_interval_seconds=EVERY_SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
def new_answers_or_questions(
    context: dg.SensorEvaluationContext, stores: Stores
) -> dg.SensorResult | dg.SkipReason:
    newest = newest_change(stores.postgres_url)
    if context.instance.get_runs_count(dg.RunsFilter(tags={CHANGE: newest}, statuses=DONE)):
        return _skipped("nothing is new", "")
    if seconds_since_alive(context.instance) < LONGEST_SILENCE:
        return _skipped("the resident refresher is at work", "")
    if _is_active(context.instance, refresh.name):
        return _skipped("a refresh is under way", "")
    if context.cursor != WAITING:
        return _skipped("the resident refresher has until the next tick", WAITING)
    return dg.SensorResult(run_requests=[dg.RunRequest(tags={CHANGE: newest})], cursor="")


def say_alive(instance: dg.DagsterInstance) -> None:
    """Of the resident refresher, whose publishing leaves no runs."""
    instance.daemon_cursor_storage.set_cursor_values({ALIVE: str(datetime.now(UTC).timestamp())})


def seconds_since_alive(instance: dg.DagsterInstance) -> float:
    said = instance.daemon_cursor_storage.get_cursor_values({ALIVE}).get(ALIVE, "0")
    return datetime.now(UTC).timestamp() - float(said)


def _is_active(instance: dg.DagsterInstance, job: str) -> bool:
    """A run is under way or has ended since the last tick."""
    if instance.get_runs_count(dg.RunsFilter(job_name=job, statuses=UNDERWAY)):
        return True
    ended = instance.get_run_records(dg.RunsFilter(job_name=job, statuses=DONE), limit=1)
    return any(datetime.now(UTC).timestamp() - (last.end_time or 0) < EVERY_SECONDS for last in ended)


def _skipped(reason: str, cursor: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=dg.SkipReason(reason), cursor=cursor)
