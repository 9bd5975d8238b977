"""An asset per model of dbt, with one check that all its tests passed."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.answers.assets import RAW_KEYS
from pipelines.defs.resources import Stores
from pipelines.stores.dbt_models import Built, ModelsError, build_models
from pipelines.stores.dbt_project import Model, models
from pipelines.stores.frequent_builds import may_wait, views_made, views_stand
from pipelines.stores.postgres import only_writer

TESTS = "dbt_tests"
GROUP = "marts"
MODELS = models()
DEAR = frozenset(model.name for model in MODELS if model.whole_history)
VIEWS = frozenset(model.name for model in MODELS if model.is_view)
OFTEN = "apo/often"
"""Tag of a job that runs so often that it leaves what is dear to the nightly one."""

KEYS = {model.name: dg.AssetKey([model.layer, model.name]) for model in MODELS}
SOURCES = {
    ("raw", "loaded_windows"): RAW_KEYS["answers"],
    ("raw", "publications"): RAW_KEYS["answers"],
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
    chosen = [name for name, key in KEYS.items() if key in context.selected_asset_keys]
    with only_writer(stores.postgres_url, "refresh"):
        often = OFTEN in context.run.tags
        if often and may_wait(stores.clickhouse_url, DEAR):
            chosen = [name for name in chosen if name not in DEAR]
        built = build_models(
            stores.clickhouse_url,
            stores.dbt_directory,
            select=chosen,
            stand=VIEWS if often and views_stand(stores.clickhouse_url, VIEWS) else (),
            data_tests=bool(context.selected_asset_check_keys),
        )
    context.log.info(f"{sum(not each.is_test for each in built)} models built")
    for model in built:
        if not model.is_test and model.good:
            yield dg.MaterializeResult(asset_key=KEYS[model.name], metadata={"seconds": model.seconds})
            yield _check(model.name, [each for each in built if each.is_test and each.model == model.name])
    bad = [each for each in built if not each.good]
    if bad:
        raise ModelsError(f"{bad[0].name} of the dbt project failed: {bad[0].message}.")
    if VIEWS.issubset(chosen):
        views_made(stores.clickhouse_url)


def _check(model: str, tests: list[Built]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=all(test.good for test in tests),
        asset_key=KEYS[model],
        check_name=TESTS,
        metadata={"tests": len(tests), "failed": [test.name for test in tests if not test.good]},
    )
