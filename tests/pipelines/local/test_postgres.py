import stat
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pipelines.local.postgres import Cluster, open_cluster
from tests.pipelines.local.clusters import MAKE, copy_of, program, started


@pytest.fixture(scope="module")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """Made once and never started: tests start copies, which are quicker to have."""
    return open_cluster(tmp_path_factory.mktemp("home") / "postgres")


@pytest.fixture(scope="module")
def cluster(unused: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    return copy_of(unused, tmp_path_factory.mktemp("copy") / "postgres")


@pytest.fixture(scope="module")
def url(cluster: Cluster) -> Iterator[str]:
    with started(cluster) as found:
        yield found


def test_it_is_version_18_with_both_databases_and_our_settings(url: str) -> None:
    names = ("server_version_num", "synchronous_commit", "idle_in_transaction_session_timeout", "TimeZone")
    with psycopg.connect(url) as connection:
        shown = [connection.execute("SELECT current_setting(%s)", [name]).fetchone() for name in names]
        databases = connection.execute(
            "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = 'apo' ORDER BY 1"
        ).fetchall()
    assert [value[0][:2] for value in shown if value] == ["18", "on", "1m", "UT"]
    assert databases == [("apo",), ("dagster",)]


def test_it_compares_and_changes_russian_letters_alike_on_every_machine(url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT upper('ёж'), 'Я' < 'а', 'Б' ~* 'б'").fetchone()
    assert row == ("ЁЖ", True, True)


def test_the_role_may_make_databases_and_is_no_superuser(url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = user").fetchone()
    assert row == (False, True)


@pytest.mark.parametrize("login", ["apo:wrong", "apo", "postgres:", "postgres"])
def test_nobody_enters_without_the_password(url: str, login: str) -> None:
    address = url.rpartition("@")[2]
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://{login}@{address}")


def test_the_password_is_for_its_owner_only(cluster: Cluster) -> None:
    kept = cluster.data.parent / "password"
    assert (kept.read_text(), stat.S_IMODE(kept.stat().st_mode)) == (cluster.password, 0o600)


def test_data_outlives_a_restart(unused: Cluster, tmp_path: Path) -> None:
    made = copy_of(unused, tmp_path / "postgres")
    with started(made) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    with started(open_cluster(tmp_path / "postgres")) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_an_interrupted_making_is_done_again(tmp_path: Path) -> None:
    with program(MAKE, str(tmp_path / "postgres")) as killed:
        while not (tmp_path / "postgres.part" / "data" / "pg_hba.conf").exists():
            time.sleep(0.005)
        killed.kill()
    assert not (tmp_path / "postgres").exists()
    with started(open_cluster(tmp_path / "postgres")) as url:
        psycopg.connect(url).close()
    assert not (tmp_path / "postgres.part").exists()
