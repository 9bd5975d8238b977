"""The migrations make the tables that the code knows."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from serving.db.tables.bank import questions
from serving.db.tables.releases import releases
from serving.db.tables.students import students
from serving.db.tables.training import answers
from serving.db.upgrade import (
    MIGRATIONS,
    RevisionUnknown,
    alembic_config,
    downgrade_schema,
    upgrade_schema,
)
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


def test_each_migration_can_be_taken_back_and_made_again_without_a_trace(postgres_url: str) -> None:
    """From the newest to the first; a schema that is left differs from the one before in nothing."""
    engine = create_engine(sqlalchemy_url(postgres_url))
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    with engine.begin() as connection:
        config = alembic_config(connection)
        for revision, before in pairwise([*revisions, "base"]):
            command.downgrade(config, before)
            taken_back = told(connection)
            command.upgrade(config, revision)
            command.downgrade(config, before)
            assert told(connection) == taken_back, revision
        assert taken_back == {("alembic_version", "version_num", "character varying", "NO", None)}
    engine.dispose()
    upgrade_schema(postgres_url)
    assert differences(postgres_url) == []


def test_an_operator_goes_back_to_a_migration_that_there_is(postgres_url: str) -> None:
    downgrade_schema(postgres_url, "0015")
    with released_bank(postgres_url) as bank:
        assert bank.value("select version_num from alembic_version") == "0015"
        assert bank.value("select to_regclass('contest_reminders')") is None
        for unknown in ("9999", "0016"):
            with pytest.raises(RevisionUnknown):
                downgrade_schema(postgres_url, unknown)
    upgrade_schema(postgres_url)
    assert differences(postgres_url) == []


def told(connection: Connection) -> set[tuple[object, ...]]:
    columns = "table_name, column_name, data_type, is_nullable, column_default"
    query = f"select {columns} from information_schema.columns where table_schema = 'public'"
    return {tuple(row) for row in connection.execute(text(query))}
