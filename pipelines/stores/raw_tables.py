"""The databases of ClickHouse and the tables that the pipelines write; dbt makes the rest."""

from pathlib import Path

from pipelines.stores.clickhouse import warehouse

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade_warehouse(clickhouse_url: str) -> None:
    """Safe to repeat. Raises WarehouseError."""
    statements = STATEMENTS.read_text(encoding="utf-8").split(";\n")
    with warehouse(clickhouse_url) as store:
        for statement in statements:
            if statement.strip():
                store.execute(statement)
