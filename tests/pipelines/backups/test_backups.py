"""A backup of real stores, restored into empty ones."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from pipelines.backups.backup import Places, back_up, restore
from pipelines.backups.manifest import BackupRefused
from pipelines.local.endpoints import Endpoints
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.files import put_picture
from pipelines.stores.raw_tables import upgrade_warehouse
from pipelines.stores.snapshot_tables import SNAPSHOTS
from pipelines.stores.snapshots import reload
from pipelines.stores.training_tables import ANSWERS, TRAINING_TABLES, forget_tables, load_table
from serving.db.upgrade import MIGRATIONS, alembic_config
from serving.db.urls import sqlalchemy_url
from serving.files import open_files
from tests.support.databases import database
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
EVERYTHING = {
    "answers": "select id, student_id, question_id, response, seconds, answered_at from answers order by id",
    "questions": "select id, identity, theme, current_version from questions order by id",
    "versions": "select question_id, version, content from question_versions order by 1, 2",
}
OLDER = "0011"
"""A schema of before contests and exports."""
RAW = "select answer_id, student_id, response, seconds, answered_at from raw.answers order by answer_id"


@pytest.fixture
def places(postgres_url: str, warehouse_url: str, tmp_path: Path) -> Places:
    """Three students who answered two questions each, moved to the warehouse; a picture and an upload."""
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, 2)
        add_students(connection, 3)
        add_answers(
            connection,
            [
                Answer(student, question, seconds=0.1 + student)
                for student in (1, 2, 3)
                for question in (1, 2)
            ],
        )
    for table in TRAINING_TABLES:
        load_table(table, postgres_url, warehouse_url)
    for snapshot in SNAPSHOTS:
        reload(snapshot, postgres_url, warehouse_url)
    home = tmp_path / "home"
    (home / "submissions" / "abc").mkdir(parents=True)
    (home / "submissions" / "abc" / "bank.csv").write_text("вопрос;ответ\n")
    files = open_files(str(home / "files"))
    put_picture(files, PICTURE)
    return Places(Endpoints(postgres_url, warehouse_url), files, home)


@pytest.fixture
def empty(places: Places, endpoints: Endpoints, tmp_path: Path) -> Iterator[Places]:
    """Another database and home; the warehouse is emptied by the test, when it is backed up."""
    home = tmp_path / "other"
    home.mkdir()
    with database(endpoints.postgres_url) as url:
        yield Places(replace(places.endpoints, postgres_url=url), open_files(str(home / "files")), home)


def everything(postgres_url: str) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(postgres_url) as connection:
        return {name: connection.execute(query).fetchall() for name, query in EVERYTHING.items()}


def raw_answers(clickhouse_url: str) -> list[tuple[object, ...]]:
    with warehouse(clickhouse_url) as store:
        return [tuple(row) for row in store.rows(RAW)]


def emptied(clickhouse_url: str) -> None:
    with warehouse(clickhouse_url) as store:
        store.execute("drop database raw sync")
    upgrade_warehouse(clickhouse_url)


def test_a_restored_backup_is_what_was_there_and_training_and_refreshing_go_on(
    places: Places, empty: Places, tmp_path: Path
) -> None:
    before = everything(places.endpoints.postgres_url), raw_answers(places.endpoints.clickhouse_url)
    made = back_up(places, tmp_path / "backup")
    assert (made.postgres["answers"].rows, made.warehouse["answers"].rows, len(made.files)) == (6, 6, 2)
    emptied(empty.endpoints.clickhouse_url)

    assert restore(empty, tmp_path / "backup") == made
    after = everything(empty.endpoints.postgres_url), raw_answers(empty.endpoints.clickhouse_url)
    assert after == before
    [picture] = (empty.home / "files").rglob("*/*")
    assert picture.read_bytes() == PICTURE
    assert (empty.home / "submissions" / "abc" / "bank.csv").read_text() == "вопрос;ответ\n"

    urls = empty.endpoints.postgres_url, empty.endpoints.clickhouse_url
    with psycopg.connect(empty.endpoints.postgres_url) as connection:
        assert add_questions(connection, 1, subject="geography") == [3]
        add_answers(connection, [Answer(1, 3)])
    forget_tables(*urls)
    assert load_table(ANSWERS, *urls) == 7


def test_a_backup_of_an_older_schema_is_brought_to_the_newest(
    places: Places, empty: Places, tmp_path: Path
) -> None:
    engine = create_engine(sqlalchemy_url(places.endpoints.postgres_url))
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), OLDER)
    engine.dispose()
    before = everything(places.endpoints.postgres_url)
    back_up(places, tmp_path / "backup")
    emptied(empty.endpoints.clickhouse_url)
    restore(empty, tmp_path / "backup")
    assert everything(empty.endpoints.postgres_url) == before
    assert schema_of(empty.endpoints.postgres_url) == {ScriptDirectory(str(MIGRATIONS)).get_current_head()}
    assert schema_of(places.endpoints.postgres_url) == {OLDER}


def schema_of(postgres_url: str) -> set[str]:
    with psycopg.connect(postgres_url) as connection:
        return {version for (version,) in connection.execute("select version_num from alembic_version")}


def test_stores_that_hold_something_and_directories_that_are_there_are_left_alone(
    places: Places, empty: Places, tmp_path: Path
) -> None:
    back_up(places, tmp_path / "backup")
    with pytest.raises(BackupRefused, match="is there already"):
        back_up(places, tmp_path / "backup")
    with pytest.raises(BackupRefused, match="The warehouse is not empty: answers, "):
        restore(empty, tmp_path / "backup")
    emptied(places.endpoints.clickhouse_url)
    with pytest.raises(BackupRefused, match="The database is not empty: answers, "):
        restore(places, tmp_path / "backup")
    assert len(everything(places.endpoints.postgres_url)["answers"]) == 6
    with pytest.raises(BackupRefused, match="no whole backup"):
        restore(empty, tmp_path)


def test_a_damaged_backup_is_refused(places: Places, empty: Places, tmp_path: Path) -> None:
    back_up(places, tmp_path / "backup")
    emptied(empty.endpoints.clickhouse_url)
    file = tmp_path / "backup" / "raw" / "answers.tsv.gz"
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join(lines[1:])))
    with pytest.raises(BackupRefused, match="into ClickHouse is not what was backed up: answers differ"):
        restore(empty, tmp_path / "backup")
