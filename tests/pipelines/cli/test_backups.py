"""`apo backup` and `apo restore` as the operator meets them."""

from pathlib import Path

import psycopg
import pytest

from pipelines.local.endpoints import Endpoints
from tests.pipelines.cli.conftest import Apo
from tests.support.databases import database
from tests.support.training_rows import add_questions


def test_a_backup_says_what_it_holds_and_a_restore_what_comes_next(
    apo: Apo,
    monkeypatch: pytest.MonkeyPatch,
    endpoints: Endpoints,
    postgres_url: str,
    warehouse_url: str,
    tmp_path: Path,
) -> None:
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 3)
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_CLICKHOUSE_URL", warehouse_url)

    code, _, errors = apo("backup", tmp_path / "backup")
    assert code == 0
    assert "rows of PostgreSQL, 0 of ClickHouse and 0 files" in errors

    with database(endpoints.postgres_url) as url:
        monkeypatch.setenv("APO_POSTGRES_URL", url)
        code, _, errors = apo("restore", tmp_path / "backup")
        assert code == 0
        assert "apo refresh --rebase" in errors
        with psycopg.connect(url) as connection:
            assert connection.execute("select count(*) from questions").fetchall() == [(3,)]

        code, _, errors = apo("restore", tmp_path / "backup")
        assert code == 2
        assert "The database is not empty: question_versions, questions, " in errors
