"""The migrations make the tables that the code knows."""

from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from serving.db.tables.bank import questions
from serving.db.tables.releases import releases
from serving.db.tables.students import students
from serving.db.tables.training import answers
from serving.db.upgrade import MIGRATIONS, upgrade_schema
from serving.db.urls import sqlalchemy_url
from tests.support.banks import released_bank
from tests.support.databases import database

WRITTEN_DOWN = questions.metadata


def differences(url: str) -> list[object]:
    engine = create_engine(sqlalchemy_url(url))
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), WRITTEN_DOWN)
    engine.dispose()
    return list(found)


def test_the_migrated_schema_is_that_of_the_tables(postgres_url: str) -> None:
    assert {students.metadata, answers.metadata, releases.metadata} == {WRITTEN_DOWN}
    assert differences(postgres_url) == []


def test_upgrading_again_changes_nothing_and_loses_nothing(postgres_url: str) -> None:
    with released_bank(postgres_url) as bank:
        bank.add()
        upgrade_schema(postgres_url)
        assert bank.value("select count(*) from questions") == 1
    assert differences(postgres_url) == []


def test_processes_that_start_at_once_upgrade_one_after_another(postgres_url: str) -> None:
    with database(postgres_url) as url:
        with ThreadPoolExecutor(4) as processes:
            list(processes.map(upgrade_schema, [url] * 4))
        assert differences(url) == []


def test_migrations_are_one_line_without_branches() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_the_schema_asks_for_no_extension(postgres_url: str) -> None:
    with released_bank(postgres_url) as bank:
        assert bank.value("select string_agg(extname, ',') from pg_extension") == "plpgsql"
