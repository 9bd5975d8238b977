"""raw.service_logs, and what is made of it."""

import dagster as dg

from pipelines.defs.marts.assets import KEYS
from pipelines.defs.resources import Stores
from pipelines.stores.service_logs import load_service_logs

MODELS = ("stg_loaded_logs", "stg_service_logs", "int_service_minutes", "service_health")


@dg.asset(key_prefix="raw", group_name="raw")
def service_logs(context: dg.AssetExecutionContext, stores: Stores) -> dg.MaterializeResult[None]:
    """One row per line of log of the API, the bot, the portal and the pipelines."""
    loaded = load_service_logs(stores.postgres_url, stores.clickhouse_url, stores.logs_directory)
    context.log.info(f"{loaded.rows:,} lines of logs moved to ClickHouse")
    return dg.MaterializeResult(metadata={"rows": loaded.rows, "malformed": loaded.malformed})


load_logs = dg.define_asset_job(
    "load_logs",
    selection=(
        dg.AssetSelection.assets(service_logs) | dg.AssetSelection.assets(*(KEYS[name] for name in MODELS))
    ).without_checks(),
    executor_def=dg.in_process_executor,
    description="Moves new lines of logs to the warehouse and builds the health of the services",
)
logs_now_and_then = dg.ScheduleDefinition(
    job=load_logs, cron_schedule="*/15 * * * *", default_status=dg.DefaultScheduleStatus.RUNNING
)
"""The fallback of the resident refresher, which loads them every minute."""
