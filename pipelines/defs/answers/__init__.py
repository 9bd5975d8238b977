"""Answers from PostgreSQL to the raw tables of ClickHouse, exactly once."""
