"""Each thing that may be wrong, made wrong."""

import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from pydantic import SecretStr

from pipelines.doctor import machine, stores
from pipelines.doctor.findings import Check, Finding, examined, told
from pipelines.local.endpoints import Endpoints
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.training_tables import ANSWERS, load_table
from serving.settings import Settings
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

KEY = SecretStr("a secret of thirty two characters")
GIB = 1 << 30


def test_old_python_and_a_missing_or_half_changed_secret() -> None:
    assert machine.python_version((3, 11, 4)) == Finding("3.11.4")
    assert not machine.python_version((3, 10, 14)).good
    found = [
        machine.secret(Settings(secret_key=key, previous_secret_key=previous)).good
        for key, previous in ((KEY, None), (None, None), (KEY, KEY))
    ]
    assert found == [True, False, False]


@pytest.mark.parametrize(
    ("free", "total", "good"),
    [(2 * GIB, 40 * GIB, True), (2 * GIB - 1, 10 * GIB, False), (4 * GIB, 100 * GIB, False)],
)
def test_two_gibibytes_and_a_twentieth_of_the_disk_are_kept_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, total: int, good: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free, total=total))
    found = machine.free_space(tmp_path / "not" / "there" / "yet")
    assert found.good == good
    assert str(tmp_path) in found.says


def test_a_port_of_another_program_is_named_unless_it_is_ours(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings = Settings(home=tmp_path, api_port=other.getsockname()[1])
        [(_, found)] = examined([Check("ports", lambda: machine.ports(settings))])
        assert "APO_API_PORT" in found.remedy
        (tmp_path / "endpoints.json").touch()
        assert machine.ports(settings).good


def test_a_schema_that_is_not_the_newest(postgres_url: str) -> None:
    assert stores.schema(postgres_url).good
    with psycopg.connect(postgres_url) as connection:
        connection.execute("update alembic_version set version_num = '0001'")
    assert stores.schema(postgres_url).remedy == "Run `apo db upgrade`"


def test_a_transaction_that_was_forgotten(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LONGEST_TRANSACTION", -1)
    assert "pg_stat_activity" in stores.transactions(postgres_url).remedy


def test_answers_that_wait_for_the_warehouse_and_days_that_differ(
    postgres_url: str, warehouse_url: str
) -> None:
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 1)
        add_students(connection, 1)
        add_answers(connection, [Answer(1, 1)])
    assert not stores.lag(postgres_url, warehouse_url).good
    load_table(ANSWERS, postgres_url, warehouse_url)
    assert stores.lag(postgres_url, warehouse_url).good
    assert stores.answers(warehouse_url).remedy == "Run `apo refresh`"
    with warehouse(warehouse_url) as store:
        store.execute(
            "create view marts.reconciliation as select 3 as in_postgres, 2 as in_raw, 2 as in_marts, "
            "0 as left_out, 1 as difference, false as same_answers"
        )
    found = stores.answers(warehouse_url)
    assert (found.says, found.good) == ("3 in PostgreSQL, 2 in raw, 2 in the marts", False)


def test_a_store_that_is_away_is_one_line_among_the_others(postgres_url: str) -> None:
    away = Endpoints(postgres_url, "http://apo:hush@127.0.0.1:1")
    found = [told(name, finding) for name, finding in examined(stores.checks_of_stores(away))]
    assert [line[:17].split() for line in found] == [
        ["ok", "PostgreSQL"],
        ["ok", "schema"],
        ["ok", "transactions"],
        ["BAD", "ClickHouse"],
        ["BAD", "lag"],
        ["BAD", "answers"],
    ]
    assert "ClickHouse at 127.0.0.1:1 does not answer" in found[3]
    assert "hush" not in "".join(found)
