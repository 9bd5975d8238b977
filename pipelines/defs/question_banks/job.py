"""The whole way of a submission as one run."""

import dagster as dg

from pipelines.defs.question_banks.assets import checked, released, submission

load_banks = dg.define_asset_job(
    "load_banks",
    selection=[submission, checked, released],
    executor_def=dg.in_process_executor,
    description="Reads the submitted files, checks them and releases what is accepted",
)
