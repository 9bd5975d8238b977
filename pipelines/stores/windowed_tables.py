"""Both ends of the copying by windows: a table of PostgreSQL with a column `tx`, and its copy in `raw`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from psycopg import Connection, sql

from pipelines.stores.clickhouse import Warehouse
from pipelines.stores.postgres import (
    copied_out,
    database_identity,
    expressions,
    horizon,
    next_transaction,
    whole_number,
)
from pipelines.stores.windows import Blocks, DayCount, Horizon, LoadedWindow, Progress, Window

NEXT_WINDOW = """
select
    (select min(tx) from {table} where tx >= %(lo)s and tx < %(horizon)s),
    (select tx from {table} where tx >= %(lo)s and tx < %(horizon)s order by tx offset %(batch_rows)s limit 1)
"""

# The zone is asked once an hour and not once a row: it has been whole hours off since 1930.
DAYS = """
select (hour at time zone 'Europe/Moscow')::date, sum(rows)::bigint, sum(checksum) % 18446744073709551616
from (
    select date_bin('1 hour', {moment}, '2000-01-01 00:00+00') as hour, count(*) as rows,
        {checksum} as checksum
    from {table}
    where tx >= {lo} and tx < {hi}
    group by 1
) as hours
group by 1
"""

PROGRESS = """
select max(hi), sum(arraySum(mapValues(day_rows))), arrayStringConcat(groupUniqArray(system_identifier), ', ')
from raw.loaded_windows
where source = {name:String}
"""

CLOSE = ("source", "system_identifier", "lo", "hi", "rows", "loaded_at", "day_rows", "day_checksums")


@dataclass(frozen=True, slots=True)
class WindowedTable:
    """`columns`: column of the copy: expression over PostgreSQL's table, `tx` among them.

    A row belongs to the day of its `moment` in Moscow; `checksum` is an aggregate over the rows of a day.
    """

    name: str
    columns: Mapping[str, str]
    moment: str
    checksum: str = "0"

    @property
    def raw(self) -> str:
        return f"raw.{self.name}"


@dataclass(frozen=True, slots=True)
class TableSource:
    connection: Connection
    table: WindowedTable

    @property
    def name(self) -> str:
        return self.table.name

    def identity(self) -> str:
        return database_identity(self.connection)

    def horizon(self) -> Horizon:
        return horizon(self.connection)

    def has_future_rows(self) -> bool:
        greatest = whole_number(self.connection, f"select max(tx) from {self.name}")  # noqa: S608 our names
        return greatest >= next_transaction(self.connection)

    def next_window(self, lo: int, horizon: int, batch_rows: int) -> Window | None:
        query = sql.SQL(NEXT_WINDOW).format(table=sql.Identifier(self.name))
        bounds = {"lo": lo, "horizon": horizon, "batch_rows": batch_rows}
        row = self.connection.execute(query, bounds).fetchone()
        if row is None or row[0] is None:
            return None
        first, beyond = row
        return Window(lo, horizon if beyond is None else max(beyond, first + 1))

    def blocks(self, window: Window) -> Blocks:
        select = sql.SQL("select {columns} from {table} where tx >= {lo} and tx < {hi}")
        return copied_out(self.connection, self._of(select, window))

    def days(self, window: Window) -> Mapping[date, DayCount]:
        rows = self.connection.execute(self._of(sql.SQL(DAYS), window))
        return {day: DayCount(count, int(checksum)) for day, count, checksum in rows}

    def _of(self, query: sql.SQL, window: Window) -> sql.Composed:
        return query.format(
            columns=expressions(self.table.columns),
            table=sql.Identifier(self.name),
            moment=sql.SQL(self.table.moment),
            checksum=sql.SQL(self.table.checksum),
            lo=window.lo,
            hi=window.hi,
        )


@dataclass(frozen=True, slots=True)
class RawTable:
    store: Warehouse
    table: WindowedTable

    def progress(self) -> Progress:
        watermark, rows, identities = self.store.rows(PROGRESS, {"name": self.table.name})[0]
        return Progress(int(str(watermark)), int(str(rows)), str(identities) or None)

    def rows_below(self, tx: int) -> int:
        return self.store.number(f"select count() from {self.table.raw}") - self.rows_from(tx)  # noqa: S608

    def rows_from(self, tx: int) -> int:
        query = f"select count() from {self.table.raw} where tx >= {{tx:UInt64}}"  # noqa: S608
        return self.store.number(query, {"tx": tx})

    def delete_from(self, tx: int) -> None:
        self.store.execute(f"alter table {self.table.raw} delete where tx >= {{tx:UInt64}}", {"tx": tx})

    def write(self, blocks: Blocks) -> None:
        self.store.insert(self.table.raw, list(self.table.columns), blocks)

    def close_window(self, loaded: LoadedWindow, identity: str) -> None:
        window, moment = loaded.window, f"{loaded.taken_at:%Y-%m-%d %H:%M:%S.%f}"
        rows = ",".join(f"'{day}':{count.rows}" for day, count in loaded.days.items())
        checksums = ",".join(f"'{day}':{count.checksum}" for day, count in loaded.days.items())
        fields = [self.table.name, identity, window.lo, window.hi, loaded.rows, moment]
        line = "\t".join([*map(str, fields), f"{{{rows}}}", f"{{{checksums}}}"]) + "\n"
        self.store.insert("raw.loaded_windows", list(CLOSE), (row.encode() for row in [line]))
