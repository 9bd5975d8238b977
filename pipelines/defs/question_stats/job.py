"""The whole way round: answers, questions, models, published statistics."""

import dagster as dg

from pipelines.defs.answers.assets import snapshots, training
from pipelines.defs.marts.assets import dbt_models
from pipelines.defs.question_stats.assets import question_stats

refresh = dg.define_asset_job(
    "refresh",
    selection=[training, snapshots, dbt_models, question_stats],
    executor_def=dg.in_process_executor,
    description="Moves new answers to the warehouse, builds the marts and publishes the statistics",
)
