"""The product's schema of PostgreSQL, by pg_dump and pg_restore of the packaged PostgreSQL."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict

from pipelines.backups.manifest import BackupRefused, TableFacts
from pipelines.local.postgres import postgres_program
from pipelines.stores.postgres import postgres

DUMP = "postgres.dump"
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
}
UNHURRIED = ("set idle_in_transaction_session_timeout = 0", "set transaction_timeout = 0")
COLUMNS = """
select table_name, array_agg(column_name::text order by ordinal_position)
from information_schema.columns inner join information_schema.tables using (table_schema, table_name)
where table_schema = 'public' and table_type = 'BASE TABLE'
group by table_name
order by table_name
"""
FACTS = "select count(*), coalesce(sum(hashtextextended(each::text, 0)), 0)::text from {table} as each"


def dump(url: str, directory: Path) -> dict[str, TableFacts]:
    """What is committed at one moment. Raises StoreError and BackupRefused."""
    with _snapshot(url) as (connection, snapshot):
        _run(url, "pg_dump", f"--snapshot={snapshot}", "--format=custom", "--schema=public", "--no-owner",
             "--no-privileges", f"--file={directory / DUMP}")  # fmt: skip
        return facts(connection)


def check_empty(url: str) -> None:
    """Raises StoreError and BackupRefused; a schema without rows is empty."""
    with postgres(url) as connection:
        known = facts(connection)
    taken = [table for table, each in known.items() if each.rows and table != "alembic_version"]
    if taken:
        raise BackupRefused(
            f"The database is not empty: {', '.join(taken)} have rows. "
            "Restore into an empty home or database."
        )


def restore(url: str, directory: Path) -> dict[str, TableFacts]:
    """Into a database without a row of ours. Raises StoreError and BackupRefused."""
    with postgres(url) as connection:
        connection.execute("drop schema if exists public cascade")
    _run(url, "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={_name(url)}",
         str(directory / DUMP))  # fmt: skip
    with postgres(url) as connection:
        return facts(connection)


def facts(connection: Connection) -> dict[str, TableFacts]:
    """Of every table in the schema."""
    found = {}
    for table, columns in connection.execute(COLUMNS).fetchall():
        query = sql.SQL(FACTS).format(table=sql.Identifier(table))
        [(rows, checksum)] = connection.execute(query)
        found[table] = TableFacts(columns=columns, rows=rows, checksum=checksum)
    return found


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[Connection, str]]:
    with postgres(url) as connection:
        for setting in UNHURRIED:
            connection.execute(setting)
        with connection.transaction():
            connection.execute("set transaction isolation level repeatable read, read only")
            [(snapshot,)] = connection.execute("select pg_export_snapshot()")
            yield connection, snapshot


def _run(url: str, program: str, *arguments: str) -> None:
    argv = [str(postgres_program(program)), *arguments]
    done = subprocess.run(argv, env={**os.environ, **_environment(url)}, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        reason = " ".join(done.stderr.split())[:400]
        raise BackupRefused(f"{program} of PostgreSQL failed: {reason}")


def _environment(url: str) -> Mapping[str, str]:
    """Not among the arguments, which every process of the machine may read."""
    known = conninfo_to_dict(url)
    return {VARIABLES[name]: str(value) for name, value in known.items() if name in VARIABLES}


def _name(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])
