"""The embedded default: PostgreSQL, the ClickHouse front and process supervision."""
