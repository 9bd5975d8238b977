"""Real engines for the whole session, started at first use; those that the environment names, if any."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.local.endpoints import Endpoints
from pipelines.local.services import services
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.raw_tables import upgrade_warehouse
from serving.settings import Settings
from tests.support.databases import database, upgraded_template

LAYERS = ("raw", "staging", "intermediate", "marts")
MEMORY = Path("/dev/shm")
ROOMY = 4 * 1024**3  # bytes; a run takes a quarter of it


def pytest_configure(config: pytest.Config) -> None:
    """Databases are made and dropped by the hundred: in memory that takes half the time."""
    if config.option.basetemp is None and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOMY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a run leaves in its home is not left in ours."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("APO_HOME", str(tmp_path_factory.mktemp("own_home")))
        yield


@pytest.fixture(scope="session")
def endpoints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with services(settings, progress=lambda _: None) as found:
        yield found


@pytest.fixture(scope="session")
def schema_template(endpoints: Endpoints) -> Iterator[str]:
    with upgraded_template(endpoints.postgres_url) as name:
        yield name


@pytest.fixture
def postgres_url(endpoints: Endpoints, schema_template: str) -> Iterator[str]:
    """A database of the newest schema without rows, for one test."""
    with database(endpoints.postgres_url, schema_template) as url:
        yield url


@pytest.fixture
def warehouse_url(endpoints: Endpoints) -> str:
    """The warehouse with empty raw tables and nothing built, for one test."""
    with warehouse(endpoints.clickhouse_url) as store:
        for layer in LAYERS:
            store.execute(f"drop database if exists {layer} sync")
    upgrade_warehouse(endpoints.clickhouse_url)
    return endpoints.clickhouse_url
