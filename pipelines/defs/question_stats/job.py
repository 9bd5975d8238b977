"""The whole way round: answers, questions, models, published statistics."""

import dagster as dg

from pipelines.defs.answers.assets import snapshots, training
from pipelines.defs.marts.assets import OFTEN, dbt_models
from pipelines.defs.question_stats.assets import question_stats
from pipelines.defs.question_stats.calibration import calibrations
from pipelines.defs.service_logs.assets import service_logs

refresh = dg.define_asset_job(
    "refresh",
    selection=[training, snapshots, service_logs, dbt_models, question_stats],
    executor_def=dg.in_process_executor,
    tags={OFTEN: "true"},
    description="Moves new answers to the warehouse, builds the marts and publishes the statistics",
)
publish = dg.define_asset_job(
    "publish",
    selection=(
        dg.AssetSelection.assets(training, snapshots, question_stats)
        | dg.AssetSelection.assets(question_stats).upstream() & dg.AssetSelection.assets(dbt_models)
    ).without_checks(),
    executor_def=dg.in_process_executor,
    tags={OFTEN: "true"},
    description="As refresh, for what training reads alone, without tests",
)
calibrate = dg.define_asset_job(
    "calibrate",
    selection=[training, snapshots, service_logs, dbt_models, calibrations, question_stats],
    executor_def=dg.in_process_executor,
    description="As refresh, with a calibration of every subject that has new first answers",
)
nightly_calibration = dg.ScheduleDefinition(
    job=calibrate,
    cron_schedule="0 4 * * *",
    execution_timezone="Europe/Moscow",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
