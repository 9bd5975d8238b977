"""Bringing a PostgreSQL database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, text

from serving.db.urls import sqlalchemy_url

MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('schema upgrade'))")


class RevisionUnknown(Exception):
    """There is no such migration, or the schema is older than it."""


def upgrade_schema(postgres_url: str) -> None:
    """Waits for another upgrade of the same database; a failed one leaves the old schema."""
    engine = create_engine(sqlalchemy_url(postgres_url))
    try:
        with engine.begin() as connection:
            connection.execute(ONE_AT_A_TIME)
            command.upgrade(alembic_config(connection), "head")
    finally:
        engine.dispose()


def downgrade_schema(postgres_url: str, revision: str) -> None:
    """Takes back every later migration with what only it holds. Raises RevisionUnknown."""
    engine = create_engine(sqlalchemy_url(postgres_url))
    try:
        with engine.begin() as connection:
            connection.execute(ONE_AT_A_TIME)
            command.downgrade(alembic_config(connection), revision)
    except CommandError as error:
        raise RevisionUnknown(revision) from error
    finally:
        engine.dispose()


def alembic_config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
