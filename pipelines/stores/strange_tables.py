"""Tables that dbt left: those of models that were deleted, and what a killed build was making."""

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.dbt_project import LAYERS, models

FOUND = "select database, name from system.tables where database in {layers:Array(String)} order by 1, 2"


def strange_tables(clickhouse_url: str) -> list[str]:
    """Those of dbt's layers that belong to no model. Raises WarehouseError."""
    known = {(model.layer, model.name) for model in models()}
    with warehouse(clickhouse_url) as store:
        found = [(str(layer), str(name)) for layer, name in store.rows(FOUND, {"layers": list(LAYERS)})]
    return [f"{layer}.{name}" for layer, name in found if (layer, name) not in known]
