"""raw.service_logs and raw.check_results, and what is made of the former."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.defs.marts.assets import KEYS
from pipelines.defs.resources import Stores
from pipelines.defs.service_logs.event_log import RecordedEvents, recorded_events
from pipelines.stores.check_results import load_check_results
from pipelines.stores.service_logs import load_service_logs

MODELS = ("stg_loaded_logs", "stg_service_logs", "int_service_minutes", "service_health")


@dg.asset(key_prefix="raw", group_name="raw")
def service_logs(context: dg.AssetExecutionContext, stores: Stores) -> dg.MaterializeResult[None]:
    """Lines of log of the API, the bot, the portal and the pipelines; what checks of assets found."""
    urls = stores.postgres_url, stores.clickhouse_url
    loaded = load_service_logs(*urls, stores.logs_directory)
    context.log.info(f"{loaded.rows:,} lines of logs moved to ClickHouse")
    with _events(context.instance) as events:
        results = load_check_results(*urls, events) if events else 0
    return dg.MaterializeResult(
        metadata={"rows": loaded.rows, "malformed": loaded.malformed, "check_results": results}
    )


@contextmanager
def _events(instance: dg.DagsterInstance) -> Iterator[RecordedEvents | None]:
    """Of the Dagster beside us when this run itself is not recorded; None where there is none."""
    if not instance.is_ephemeral:
        yield recorded_events(instance)
    elif os.environ.get("DAGSTER_HOME"):
        with dg.DagsterInstance.get() as beside:
            yield recorded_events(beside)
    else:
        yield None


load_logs = dg.define_asset_job(
    "load_logs",
    selection=(
        dg.AssetSelection.assets(service_logs) | dg.AssetSelection.assets(*(KEYS[name] for name in MODELS))
    ).without_checks(),
    executor_def=dg.in_process_executor,
    description="Moves lines of logs and results of checks to the warehouse, builds the health of services",
)
logs_now_and_then = dg.ScheduleDefinition(
    job=load_logs, cron_schedule="*/15 * * * *", default_status=dg.DefaultScheduleStatus.RUNNING
)
"""The fallback of the resident refresher, which loads them every minute."""
