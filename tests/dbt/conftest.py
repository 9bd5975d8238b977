"""The warehouse of a test, built from its PostgreSQL."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection

from tests.support.warehouse_builds import WarehouseBuild


@pytest.fixture
def build(postgres_url: str, warehouse_url: str, tmp_path_factory: pytest.TempPathFactory) -> WarehouseBuild:
    return WarehouseBuild(postgres_url, warehouse_url, tmp_path_factory.getbasetemp() / "dbt")


@pytest.fixture
def training(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection
