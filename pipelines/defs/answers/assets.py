"""raw.answers and raw.questions."""

import dagster as dg

from pipelines.defs.resources import Stores
from pipelines.stores.answers import load_answers
from pipelines.stores.questions import reload_questions
from pipelines.stores.windows import LoadedWindow

GROUP = "answers"


@dg.asset(key_prefix="raw", group_name=GROUP)
def answers(context: dg.AssetExecutionContext, stores: Stores) -> dg.MaterializeResult[None]:
    """One row per answer, copied once."""
    loaded: list[LoadedWindow] = []

    def report(window: LoadedWindow) -> None:
        loaded.append(window)
        context.log.info(f"{sum(each.rows for each in loaded):,} answers moved to ClickHouse")

    rows = load_answers(stores.postgres_url, stores.clickhouse_url, on_window=report)
    return dg.MaterializeResult(metadata={"rows": rows, "windows": len(loaded)})


@dg.asset(key_prefix="raw", group_name=GROUP, deps=[answers])
def questions(stores: Stores) -> dg.MaterializeResult[None]:
    """One row per version of a question; after the answers, so that none is about a question not known."""
    rows = reload_questions(stores.postgres_url, stores.clickhouse_url)
    return dg.MaterializeResult(metadata={"rows": rows})
