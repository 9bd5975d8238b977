"""The warehouse of all tests here: what dashboards show of it while it is empty, and when it is full."""

from collections.abc import Iterator

import psycopg
import pytest

from pipelines.local.endpoints import Endpoints
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.raw_tables import upgrade_warehouse
from tests.conftest import LAYERS
from tests.grafana.shown import CHOICES, EVERYTHING, Answered, answered
from tests.support.databases import database
from tests.support.full_warehouse import fill
from tests.support.warehouse_builds import WarehouseBuild

Answers = dict[str, dict[tuple[str, str], Answered]]


@pytest.fixture(scope="package")
def build(
    endpoints: Endpoints, schema_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WarehouseBuild]:
    with warehouse(endpoints.clickhouse_url) as store:
        for layer in LAYERS:
            store.execute(f"drop database if exists {layer} sync")
    upgrade_warehouse(endpoints.clickhouse_url)
    with database(endpoints.postgres_url, schema_template) as url:
        yield WarehouseBuild(url, endpoints.clickhouse_url, tmp_path_factory.getbasetemp() / "dbt")


@pytest.fixture(scope="package")
def empty(build: WarehouseBuild) -> Answers:
    build.models(data_tests=False)
    return {name: answered(build, choices) for name, choices in CHOICES.items()}


@pytest.fixture(scope="package")
def full(build: WarehouseBuild, empty: Answers) -> Answers:
    with psycopg.connect(build.postgres_url, autocommit=True) as training:
        fill(training, build)
    assert [each.message for each in build.models(data_tests=False) if not each.good] == []
    return {name: answered(build, choices) for name, choices in CHOICES.items()}


@pytest.fixture
def shown(full: Answers) -> dict[tuple[str, str], Answered]:
    return full[next(name for name, choices in CHOICES.items() if choices is EVERYTHING)]
