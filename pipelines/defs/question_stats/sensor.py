"""The fallback of the resident refresher: looks every minute whether something has changed."""

import dagster as dg

from pipelines.defs.question_stats.job import refresh
from pipelines.defs.resources import Stores
from pipelines.stores.changes import newest_change

UNDERWAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.NOT_STARTED,
]


@dg.sensor(job=refresh, minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING)
def new_answers_or_questions(
    context: dg.SensorEvaluationContext, stores: Stores
) -> dg.SensorResult | dg.SkipReason:
    newest = newest_change(stores.postgres_url)
    if newest == context.cursor:
        return dg.SkipReason("nothing is new")
    if context.instance.get_runs_count(dg.RunsFilter(job_name=refresh.name, statuses=UNDERWAY)):
        return dg.SkipReason("a refresh is under way")
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=newest)
