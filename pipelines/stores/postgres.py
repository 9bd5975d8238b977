"""PostgreSQL through psycopg."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg import Connection, sql
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from pipelines.stores.addresses import StoreError, host_and_port
from pipelines.stores.windows import Blocks, Horizon

BLOCK_BYTES = 1 << 18


class PostgresError(StoreError):
    """PostgreSQL does not answer or refuses a statement."""


class WriterBusy(PostgresError):
    """Another process holds the lock for longer than one cares to wait."""


@contextmanager
def postgres(url: str) -> Iterator[Connection]:
    """An autocommitting connection to `postgresql://…`; psycopg's errors inside become PostgresError."""
    place = host_and_port(url, 5432)
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="apo") as connection:
            connection.execute("set time zone 'UTC'")
            yield connection
    except psycopg.Error as error:
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        raise PostgresError(f"PostgreSQL at {place} failed: {reason}") from error


@contextmanager
def only_writer(url: str, name: str, *, wait_seconds: int = 600) -> Iterator[None]:
    """One process at a time in this block, among all that use the same database. Raises WriterBusy."""
    with postgres(url) as connection:
        connection.execute(sql.SQL("set lock_timeout = {}").format(f"{wait_seconds}s"))
        try:
            connection.execute("select pg_advisory_lock(hashtext(%s))", [name])
        except psycopg.errors.LockNotAvailable as error:
            raise WriterBusy(f"Another `{name}` has been running for over {wait_seconds} s.") from error
        yield


def horizon(connection: Connection) -> Horizon:
    """No row can appear any more below the oldest running transaction; `taken_at` by the server's clock."""
    row = connection.execute(
        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, statement_timestamp()"
    ).fetchone()
    assert row is not None
    return Horizon(*row)


def next_transaction(connection: Connection) -> int:
    """No transaction of this cluster has this id or a greater one yet."""
    return whole_number(connection, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")


def database_identity(connection: Connection) -> str:
    """Changes when the data move to another cluster or database, where transaction ids differ."""
    row = connection.execute(
        "select system_identifier, oid from pg_control_system() cross join pg_database "
        "where datname = current_database()"
    ).fetchone()
    assert row is not None
    return f"{row[0]}/{row[1]}"


def whole_number(connection: Connection, query: str, parameters: tuple[int, ...] = ()) -> int:
    """The first column of the first row; 0 when it is NULL."""
    row = connection.execute(sql.SQL(query), parameters).fetchone()
    return int(row[0]) if row is not None and row[0] is not None else 0


def expressions(columns: Mapping[str, str]) -> sql.Composed:
    """The select list for `columns`, a dictionary of column: expression."""
    return sql.SQL(", ").join(sql.SQL(expression) for expression in columns.values())


def copied_out(connection: Connection, select: sql.Composable) -> Blocks:
    """Blocks of whole rows of COPY's text, which ClickHouse reads as TabSeparated.

    psycopg waits for rows, and libpq itself hands out those at hand: a third of the time for each.
    """
    rows: list[bytes] = []
    size, libpq = 0, connection.pgconn
    with connection.cursor() as cursor, cursor.copy(sql.SQL("copy ({}) to stdout").format(select)) as copy:
        while row := copy.read():
            length = len(row)
            while length > 0:
                rows.append(bytes(row))
                size += length
                length, row = libpq.get_copy_data(1)
            if size >= BLOCK_BYTES:
                yield b"".join(rows)
                rows.clear()
                size = 0
            if length < 0:
                _end_copy(libpq)
                break
    if rows:
        yield b"".join(rows)


def _end_copy(libpq: PGconn) -> None:
    """Takes every result, so that the connection is free again; raises what ended the rows too early."""
    results: list[PGresult] = []
    while result := libpq.get_result():
        results.append(result)
    for result in results:
        if result.status != ExecStatus.COMMAND_OK:
            raise psycopg.errors.error_from_result(result)
