"""Schemas of both stores."""

from pipelines.local.endpoints import Endpoints
from pipelines.stores.postgres import postgres
from pipelines.stores.raw_tables import upgrade_warehouse
from serving.db.upgrade import upgrade_schema


def upgrade_stores(endpoints: Endpoints) -> None:
    """Raises StoreError when either does not answer."""
    with postgres(endpoints.postgres_url):
        upgrade_schema(endpoints.postgres_url)
    upgrade_warehouse(endpoints.clickhouse_url)
