"""Both ends of the copying of answers: PostgreSQL's table and ClickHouse's."""

from collections.abc import Callable
from dataclasses import dataclass

from psycopg import Connection, sql

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.postgres import (
    copied_out,
    database_identity,
    expressions,
    horizon,
    next_transaction,
    only_writer,
    postgres,
    whole_number,
)
from pipelines.stores.windows import BATCH_ROWS, Blocks, Horizon, LoadedWindow, Progress, Window, load

COLUMNS = {
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
}
"""Column of `raw.answers`: expression over PostgreSQL's `answers`."""

SELECT = sql.SQL("select {columns} from answers where tx >= {lo} and tx < {hi}")

NEXT_WINDOW = """
select
    (select min(tx) from answers where tx >= %(lo)s and tx < %(horizon)s),
    (select tx from answers where tx >= %(lo)s and tx < %(horizon)s order by tx offset %(batch_rows)s limit 1)
"""

PROGRESS = """
select max(hi), sum(rows), arrayStringConcat(groupUniqArray(system_identifier), ', ')
from raw.loaded_windows
where source = 'answers'
"""


def load_answers(
    postgres_url: str,
    clickhouse_url: str,
    *,
    batch_rows: int = BATCH_ROWS,
    on_window: Callable[[LoadedWindow], None] = lambda _: None,
) -> int:
    """Rows that are new in `raw.answers`; waits for another loader. Raises StoreError and LoadRefused."""
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        source, sink = AnswersTable(connection), RawAnswers(store)
        return load(source, sink, batch_rows=batch_rows, on_window=on_window)


def forget_answers(postgres_url: str, clickhouse_url: str) -> None:
    """Empties `raw.answers`, so that the next load starts anew, whatever cluster the answers came from."""
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        store.execute("truncate table raw.loaded_windows")
        store.execute("truncate table raw.answers")
        # Rows restored from an older cluster may be ahead of this one's transactions and would wait for them.
        connection.execute("update answers set tx = 0 where tx >= %s", [next_transaction(connection)])


@dataclass(frozen=True, slots=True)
class AnswersTable:
    connection: Connection

    def identity(self) -> str:
        return database_identity(self.connection)

    def horizon(self) -> Horizon:
        return horizon(self.connection)

    def has_future_rows(self) -> bool:
        greatest = whole_number(self.connection, "select max(tx) from answers")
        return greatest >= next_transaction(self.connection)

    def next_window(self, lo: int, horizon: int, batch_rows: int) -> Window | None:
        bounds = {"lo": lo, "horizon": horizon, "batch_rows": batch_rows}
        row = self.connection.execute(NEXT_WINDOW, bounds).fetchone()
        if row is None or row[0] is None:
            return None
        first, beyond = row
        return Window(lo, horizon if beyond is None else max(beyond, first + 1))

    def blocks(self, window: Window) -> Blocks:
        select = SELECT.format(columns=expressions(COLUMNS), lo=window.lo, hi=window.hi)
        return copied_out(self.connection, select)


@dataclass(frozen=True, slots=True)
class RawAnswers:
    store: Warehouse

    def progress(self) -> Progress:
        watermark, rows, identities = self.store.rows(PROGRESS)[0]
        return Progress(int(str(watermark)), int(str(rows)), str(identities) or None)

    def rows_below(self, tx: int) -> int:
        return self.store.number("select count() from raw.answers where tx < {tx:UInt64}", {"tx": tx})

    def rows_from(self, tx: int) -> int:
        return self.store.number("select count() from raw.answers where tx >= {tx:UInt64}", {"tx": tx})

    def delete_from(self, tx: int) -> None:
        self.store.execute("alter table raw.answers delete where tx >= {tx:UInt64}", {"tx": tx})

    def write(self, blocks: Blocks) -> None:
        self.store.insert("raw.answers", list(COLUMNS), blocks)

    def close_window(self, loaded: LoadedWindow, identity: str) -> None:
        window, moment = loaded.window, f"{loaded.taken_at:%Y-%m-%d %H:%M:%S.%f}"
        line = f"answers\t{identity}\t{window.lo}\t{window.hi}\t{loaded.rows}\t{moment}\n"
        columns = ["source", "system_identifier", "lo", "hi", "rows", "loaded_at"]
        self.store.insert("raw.loaded_windows", columns, (row.encode() for row in [line]))
