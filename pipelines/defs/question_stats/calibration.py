"""Difficulty and slope of the questions of every subject that needs it."""

import dagster as dg

from pipelines.defs.resources import Stores
from pipelines.refusal import Refusal

GROUP = "question_stats"
READ = ("int_first_answers", "int_sample", "int_student_scores")


@dg.asset(
    key_prefix="raw",
    group_name=GROUP,
    deps=[dg.AssetKey(["intermediate", name]) for name in READ],
)
def calibrations(context: dg.AssetExecutionContext, stores: Stores) -> dg.MaterializeResult[None]:
    """One row per run, subject with other first answers than the last time, model and statistical version."""
    from pipelines.calibration.practice import calibrate_practice
    from pipelines.stores.calibrations import Calibrations
    from pipelines.stores.clickhouse import warehouse
    from pipelines.stores.postgres import only_writer

    calibrated, refused = 0, {}
    with only_writer(stores.postgres_url, "refresh"), warehouse(stores.clickhouse_url) as store:
        known = Calibrations(store)
        for subject in known.due():
            try:
                scales = calibrate_practice(known.first_answers(subject), known.last(subject))
            except Refusal as reason:
                refused[subject] = str(reason)
                continue
            known.write(context.run.run_id, subject, scales)
            calibrated += 1
            context.log.info(f"{subject}: {scales[0].answers:,} first answers calibrated")
    return dg.MaterializeResult(metadata={"subjects": calibrated, "refused": dg.MetadataValue.json(refused)})
