"""What students did, copied exactly once: `raw.answers`, `raw.serves` and `raw.sessions`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.postgres import next_transaction, only_writer, postgres
from pipelines.stores.windowed_tables import RawTable, TableSource, WindowedTable
from pipelines.stores.windows import BATCH_ROWS, LoadedWindow, load

ANSWERS = WindowedTable(
    "answers",
    {
        "answer_id": "id",
        "tx": "tx",
        "serve_id": "serve_id",
        "session_id": "session_id",
        "student_id": "student_id",
        "question_id": "question_id",
        "version": "version",
        "statistical_version": "statistical_version",
        "response": "response",
        "correct": "correct::int",
        "points": "points",
        "attempt": "attempt",
        "mode": "mode",
        "platform": "platform",
        "origin": "origin",
        "seconds": "seconds",
        "answered_at": "answered_at at time zone 'UTC'",
    },
    moment="answered_at",
    checksum="sum(id)",
)
SERVES = WindowedTable(
    "serves",
    {
        "serve_id": "id",
        "tx": "tx",
        "session_id": "session_id",
        "student_id": "student_id",
        "question_id": "question_id",
        "version": "version",
        "selection": "coalesce(selection, 'random')",
        "selection_reason": "coalesce(selection_reason, '')",
        "served_at": "served_at at time zone 'UTC'",
    },
    moment="served_at",
)
SESSIONS = WindowedTable(
    "sessions",
    {
        "session_id": "id",
        "tx": "tx",
        "student_id": "student_id",
        "subject": "subject",
        "mode": "mode",
        "platform": "platform",
        "filtered": "(filters <> '{}')::int",
        "started_at": "started_at at time zone 'UTC'",
        "finished_at": "finished_at at time zone 'UTC'",
    },
    moment="started_at",
)
TRAINING_TABLES = (ANSWERS, SERVES, SESSIONS)
"""In the order of their loading: what an answer refers to is written before it, and so is there after it."""

GROWN = "select name from system.tables where database = 'intermediate' and partition_key = 'day'"
"""What dbt has grown day by day; it may hold days that the new rows do not have."""


def load_table(
    table: WindowedTable,
    postgres_url: str,
    clickhouse_url: str,
    *,
    batch_rows: int = BATCH_ROWS,
    on_window: Callable[[LoadedWindow], None] = lambda _: None,
) -> int:
    """Rows that are new in the copy; waits for another loader. Raises StoreError and LoadRefused."""
    with _both_ends(table, postgres_url, clickhouse_url) as (source, sink):
        return load(source, sink, batch_rows=batch_rows, on_window=on_window)


def seconds_behind(table: WindowedTable, postgres_url: str, clickhouse_url: str) -> float:
    """The age of the oldest committed row that is not in the copy yet; 0 when there is none."""
    oldest = f"select extract(epoch from now() - min({table.moment})) from {table.name} where tx >= %s"  # noqa: S608
    with postgres(postgres_url) as connection, warehouse(clickhouse_url) as store:
        row = connection.execute(oldest, [RawTable(store, table).progress().watermark]).fetchone()
    return max(0.0, float(row[0])) if row is not None and row[0] is not None else 0.0


def forget_tables(postgres_url: str, clickhouse_url: str) -> None:
    """Empties the copies, so that the next load starts anew, whatever cluster the rows came from."""
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        _forget(store)
        # Rows restored from an older cluster may be ahead of this one's transactions and would wait for them.
        for table in TRAINING_TABLES:
            future = f"update {table.name} set tx = 0 where tx >= %s"  # noqa: S608
            connection.execute(future, [next_transaction(connection)])


def _forget(store: Warehouse) -> None:
    for (name,) in store.rows(GROWN):
        store.execute(f"drop table intermediate.{name}")
    store.execute("truncate table raw.loaded_windows")
    store.execute("truncate table raw.publications")
    for table in TRAINING_TABLES:
        store.execute(f"truncate table {table.raw}")


@contextmanager
def _both_ends(
    table: WindowedTable, postgres_url: str, clickhouse_url: str
) -> Iterator[tuple[TableSource, RawTable]]:
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        yield TableSource(connection, table), RawTable(store, table)
