"""Copying a small table whole whenever a row of it has changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from psycopg import Connection, sql

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.postgres import copied_out, expressions, only_writer, postgres

# An update gives a row a greater xmin, an insert adds one, a deletion takes one away.
FINGERPRINT = "select count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) from {table}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`raw.name`: `columns` (column: expression) of the `source` that stands after `from` in PostgreSQL.

    `tables` are all that the source reads. `before_exchange` sees the new copy as `raw.name_incoming`.
    """

    name: str
    columns: Mapping[str, str]
    source: str
    tables: tuple[str, ...]
    before_exchange: Callable[[Warehouse], None] = lambda _: None

    @property
    def raw(self) -> str:
        return f"raw.{self.name}"


def reload(snapshot: Snapshot, postgres_url: str, clickhouse_url: str) -> int:
    """Rows of the copy; readers see the old one or the new one, never half. Raises StoreError."""
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        fingerprint = _fingerprint(connection, snapshot)
        if fingerprint != _copied(store, snapshot):
            _exchange(connection, store, snapshot)
            note = f"{snapshot.name}\t{fingerprint}\t{_rows(store, snapshot.raw)}\n"
            store.insert("raw.snapshots", ["name", "fingerprint", "rows"], (line.encode() for line in [note]))
        return _rows(store, snapshot.raw)


def _fingerprint(connection: Connection, snapshot: Snapshot) -> str:
    """Read before the rows: a change between the two is copied now and once more the next time."""
    found: list[str] = []
    for table in snapshot.tables:
        query = sql.SQL(FINGERPRINT).format(table=sql.Identifier(table))
        found.extend(str(row[0]) for row in connection.execute(query))
    return " ".join(found)


def _copied(store: Warehouse, snapshot: Snapshot) -> str | None:
    query = "select fingerprint from raw.snapshots where name = {name:String} order by taken_at desc limit 1"
    rows = store.rows(query, {"name": snapshot.name})
    return str(rows[0][0]) if rows else None


def _exchange(connection: Connection, store: Warehouse, snapshot: Snapshot) -> None:
    incoming = f"{snapshot.raw}_incoming"
    select = sql.SQL("select {columns} from {source}").format(
        columns=expressions(snapshot.columns), source=sql.SQL(snapshot.source)
    )
    store.execute(f"drop table if exists {incoming} sync")
    store.execute(f"create table {incoming} as {snapshot.raw}")
    store.insert(incoming, list(snapshot.columns), copied_out(connection, select))
    snapshot.before_exchange(store)
    store.execute(f"exchange tables {incoming} and {snapshot.raw}")
    store.execute(f"drop table {incoming} sync")


def _rows(store: Warehouse, table: str) -> int:
    return store.number(f"select count() from {table}")  # noqa: S608 our names
