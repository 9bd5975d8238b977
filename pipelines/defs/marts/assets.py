"""An asset per model of dbt, with one check that all its tests passed."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.answers.assets import RAW_KEYS
from pipelines.defs.resources import Stores
from pipelines.stores.dbt_models import Built, ModelsError, build_models
from pipelines.stores.dbt_project import Model, models
from pipelines.stores.frequent_builds import frequent_builds
from pipelines.stores.postgres import only_writer

TESTS = "dbt_tests"
GROUP = "marts"
MODELS = models()
OFTEN = "apo/often"
"""Tag of a job that runs so often that it leaves alone what is dear or has nothing new."""

PUBLISHED = "question_stats"
"""Built by every run: what is not built is not published."""

KEYS = {model.name: dg.AssetKey([model.layer, model.name]) for model in MODELS}
SOURCES = {
    ("raw", "loaded_windows"): RAW_KEYS["answers"],
    ("raw", "publications"): RAW_KEYS["answers"],
    ("raw", "check_results"): dg.AssetKey(["raw", "service_logs"]),
    ("raw", "loaded_logs"): dg.AssetKey(["raw", "service_logs"]),
    ("raw", "calibration_runs"): dg.AssetKey(["raw", "calibrations"]),
}


def _spec(model: Model) -> dg.AssetSpec:
    read = {SOURCES.get(table) or dg.AssetKey(table) for table in model.reads}
    return dg.AssetSpec(KEYS[model.name], deps=sorted(read), group_name=GROUP, kinds={"dbt", "clickhouse"})


@dg.multi_asset(
    specs=[_spec(model) for model in MODELS],
    check_specs=[dg.AssetCheckSpec(TESTS, asset=key) for key in KEYS.values()],
    can_subset=True,
)
def dbt_models(
    context: dg.AssetExecutionContext, stores: Stores
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Where other assets stand between models, Dagster runs this before them and again after them."""
    chosen = {name for name, key in KEYS.items() if key in context.selected_asset_keys}
    tested = bool(context.selected_asset_check_keys)
    builds = frequent_builds(stores.clickhouse_url)
    with only_writer(stores.postgres_url, "refresh"):
        states, stand = builds.states(), frozenset[str]()
        if OFTEN in context.run.tags:
            left = builds.left(states, tested=tested)
            chosen, stand = chosen - left.alone | chosen & {PUBLISHED}, left.stand - {PUBLISHED}
        built = build_models(
            stores.clickhouse_url,
            stores.dbt_directory,
            select=chosen,
            stand=stand,
            data_tests=tested,
        )
    context.log.info(f"{sum(not each.is_test for each in built)} models built")
    for model in built:
        if not model.is_test and model.good:
            yield dg.MaterializeResult(asset_key=KEYS[model.name], metadata={"seconds": model.seconds})
            yield _check(model.name, [each for each in built if each.is_test and each.model == model.name])
    bad = [each for each in built if not each.good]
    if bad:
        raise ModelsError(f"{bad[0].name} of the dbt project failed: {bad[0].message}.")
    builds.note(chosen, states, tested=tested)


def _check(model: str, tests: list[Built]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=all(test.good for test in tests),
        asset_key=KEYS[model],
        check_name=TESTS,
        metadata={"tests": len(tests), "failed": [test.name for test in tests if not test.good]},
    )
