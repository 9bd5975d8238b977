"""Schemas of both stores."""

from pipelines.local.endpoints import Endpoints
from pipelines.refusal import Refusal
from pipelines.stores.postgres import postgres
from pipelines.stores.raw_tables import upgrade_warehouse
from serving.db.upgrade import RevisionUnknown, downgrade_schema, upgrade_schema


def upgrade_stores(endpoints: Endpoints) -> None:
    """Raises StoreError when either does not answer."""
    with postgres(endpoints.postgres_url):
        upgrade_schema(endpoints.postgres_url)
    upgrade_warehouse(endpoints.clickhouse_url)


def downgrade_postgres(endpoints: Endpoints, revision: str) -> None:
    """Raises StoreError when PostgreSQL does not answer, and Refusal."""
    with postgres(endpoints.postgres_url):
        pass
    try:
        downgrade_schema(endpoints.postgres_url, revision)
    except RevisionUnknown as error:
        raise Refusal(
            f"There is no migration {revision} to go back to; see serving/db/migrations/versions."
        ) from error
