import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from pydantic import SecretStr

from pipelines.local.background import running
from pipelines.local.endpoints import Endpoints
from pipelines.local.errors import LocalError
from pipelines.local.home import UP
from pipelines.local.processes import Service
from pipelines.local.services import Store, services
from pipelines.local.up import up
from serving.settings import Settings, SettingsError
from tests.pipelines.local.conftest import free_port
from tests.pipelines.local.holding import LENT, holding
from tests.pipelines.local.supervised import SLEEP, gone_within

_ELSEWHERE = "postgresql://apo:x@db.example/apo"
_SERVING = """
import pathlib, sys
from pipelines.local.services import services
from serving.settings import Settings

settings = Settings(home=pathlib.Path(sys.argv[1]), postgres_url=None, clickhouse_url=None)
with services(settings, progress=lambda _: None) as found:
    print(found.postgres_url, found.clickhouse_url, flush=True)
    sys.stdin.read()
"""


def _settings(home: Path, **others: object) -> Settings:
    """Whatever the environment of the tests says."""
    return Settings.model_validate(
        {"home": home, "postgres_url": None, "clickhouse_url": None, "secret_key": None, **others}
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    with services(_settings(tmp_path_factory.mktemp("home")), progress=_silent) as found:
        yield found


def test_both_stores_answer(started: Endpoints) -> None:
    with psycopg.connect(started.postgres_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert _warehouse_says(started.clickhouse_url, "SELECT 2") == "2\n"


def test_the_warehouse_wants_its_password(started: Endpoints) -> None:
    without = started.clickhouse_url.replace(urlsplit(started.clickhouse_url).password or "", "wrong")
    assert httpx.post(without, content="SELECT 1").is_error


def test_urls_of_the_settings_are_used_and_nothing_is_started(tmp_path: Path) -> None:
    given = Endpoints(_ELSEWHERE, "http://apo:x@ch.example:8123")
    settings = _settings(
        tmp_path / "home",
        postgres_url=SecretStr(given.postgres_url),
        clickhouse_url=SecretStr(given.clickhouse_url),
    )
    with services(settings, progress=_silent) as found:
        assert found == given
    assert not (tmp_path / "home").exists()


def test_a_store_that_nobody_asks_for_is_not_started(tmp_path: Path) -> None:
    settings = _settings(tmp_path / "home", postgres_url=SecretStr(_ELSEWHERE))
    with services(settings, progress=_silent, stores=[Store.POSTGRES]) as found:
        assert found == Endpoints(_ELSEWHERE, "")
    assert not (tmp_path / "home").exists()


def test_beside_an_up_only_what_the_settings_leave_open_is_borrowed(tmp_path: Path) -> None:
    settings = _settings(tmp_path, postgres_url=SecretStr(_ELSEWHERE))
    with holding(tmp_path, UP, "lend") as process:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        with services(settings, progress=_silent) as found:
            assert found == Endpoints(_ELSEWHERE, LENT.clickhouse_url)


def test_a_killed_command_leaves_no_server_and_the_next_one_goes_on(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", _SERVING, str(tmp_path)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        postgres, warehouse = killed.stdout.readline().split()
        with psycopg.connect(postgres) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
        _warehouse_says(warehouse, "CREATE DATABASE kept")
        servers = _children(killed.pid)
        killed.kill()
        assert len(servers) == 2
        assert gone_within(5, *servers)
    with services(_settings(tmp_path), progress=_silent) as found:
        with psycopg.connect(found.postgres_url) as connection:
            assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]
        assert "kept" in _warehouse_says(found.clickhouse_url, "SHOW DATABASES")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(found.postgres_url)
    with pytest.raises(httpx.ConnectError):
        httpx.get(found.clickhouse_url)


def test_a_service_that_ends_before_it_is_ready_shows_its_last_lines(tmp_path: Path) -> None:
    broken = Service(name="broken", argv=(sys.executable, "-c", "exit('no space')"), ready=lambda: False)
    steady = Service(name="steady", argv=(sys.executable, "-c", SLEEP))
    with pytest.raises(LocalError) as caught, running([steady, broken], tmp_path, ()):
        raise AssertionError
    assert str(caught.value) == "broken ended with exit code 1 before it was ready.\n  no space"


def test_a_service_that_does_not_get_ready_in_time_is_given_up(tmp_path: Path) -> None:
    slow = Service(name="slow", argv=(sys.executable, "-c", SLEEP), ready=lambda: False, ready_within=0.2)
    with pytest.raises(LocalError, match="slow was not ready within"), running([slow], tmp_path, ()):
        raise AssertionError


def test_up_without_a_secret_key_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="APO_SECRET_KEY"):
        up(_settings(tmp_path / "home"), _silent)
    assert not (tmp_path / "home").exists()


def test_up_with_a_taken_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    port = free_port()
    settings = _settings(tmp_path, secret_key=SecretStr("k" * 32), api_port=port, dagster_port=port)
    with pytest.raises(LocalError, match="change APO_API_PORT or APO_DAGSTER_PORT"):
        up(settings, _silent)
    assert {path.name for path in tmp_path.iterdir()} == {"command.lock", "services.lock"}


def _warehouse_says(url: str, sql: str) -> str:
    return httpx.post(url, content=sql).raise_for_status().text


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in found.split()]


def _silent(_: str) -> None:
    return
