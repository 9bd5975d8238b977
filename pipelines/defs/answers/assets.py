"""The raw tables of ClickHouse: what students did, once each, and small tables whole."""

from collections.abc import Callable, Iterator

import dagster as dg

from pipelines.defs.resources import Stores
from pipelines.stores.erasures import rekey_erased
from pipelines.stores.snapshot_tables import SNAPSHOTS
from pipelines.stores.snapshots import reload
from pipelines.stores.training_tables import ANSWERS, TRAINING_TABLES, load_table, seconds_behind
from pipelines.stores.windows import LoadedWindow

GROUP = "raw"
RELEASED = dg.AssetKey(["question_banks", "released"])
RAW_KEYS = {table.name: dg.AssetKey(["raw", table.name]) for table in (*TRAINING_TABLES, *SNAPSHOTS)}
"""Of every table that the pipelines write for the models, by its name."""


@dg.multi_asset(specs=[dg.AssetSpec(RAW_KEYS[table.name], group_name=GROUP) for table in TRAINING_TABLES])
def training(context: dg.AssetExecutionContext, stores: Stores) -> Iterator[dg.MaterializeResult[None]]:
    """Answers, serves and sessions, copied once; of erased students, as their tombstones'."""
    urls = stores.postgres_url, stores.clickhouse_url
    for table in TRAINING_TABLES:
        loaded: list[LoadedWindow] = []
        rows = load_table(table, *urls, on_window=_reporting(context, table.name, loaded))
        metadata = {"rows": rows, "windows": len(loaded), "seconds_behind": seconds_behind(table, *urls)}
        yield dg.MaterializeResult(asset_key=RAW_KEYS[table.name], metadata=metadata)
    erased = rekey_erased(*urls)
    if erased:
        context.log.info(f"What {erased} erased students did is nobody's now")


@dg.multi_asset(
    specs=[
        dg.AssetSpec(RAW_KEYS[snapshot.name], deps=[RAW_KEYS[ANSWERS.name], RELEASED], group_name=GROUP)
        for snapshot in SNAPSHOTS
    ]
)
def snapshots(stores: Stores) -> Iterator[dg.MaterializeResult[None]]:
    """Small tables, each copied whole when it has changed; after the answers, so that these know no more."""
    for snapshot in SNAPSHOTS:
        rows = reload(snapshot, stores.postgres_url, stores.clickhouse_url)
        yield dg.MaterializeResult(asset_key=RAW_KEYS[snapshot.name], metadata={"rows": rows})


def _reporting(
    context: dg.AssetExecutionContext, name: str, loaded: list[LoadedWindow]
) -> Callable[[LoadedWindow], None]:
    def report(window: LoadedWindow) -> None:
        loaded.append(window)
        context.log.info(f"{sum(each.rows for each in loaded):,} {name} moved to ClickHouse")

    return report
