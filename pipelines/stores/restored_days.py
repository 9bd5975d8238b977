"""Copying the rows of one day again, when the warehouse lost or spoiled some; all other days stay."""

from datetime import date

from psycopg import sql

from pipelines.stores.clickhouse import Parameters, warehouse
from pipelines.stores.postgres import copied_out, expressions, only_writer, postgres
from pipelines.stores.touched_days import touch_days
from pipelines.stores.training_tables import ANSWERS, SERVES, SESSIONS
from pipelines.stores.windowed_tables import RawTable, TableSource

OF_DAY = """
select {columns} from {table}
where tx < {watermark} and (({moment}) at time zone 'Europe/Moscow')::date = {day}
"""


def restore_day(postgres_url: str, clickhouse_url: str, day: date) -> int:
    """Answers and serves copied again; the models build the day anew at the next build.

    Sessions change in PostgreSQL, where their earlier states are gone, and are only built anew.
    Raises StoreError.
    """
    rows = 0
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        for table in (ANSWERS, SERVES):
            rows += _copy_again(TableSource(connection, table), RawTable(store, table), day)
        for table in (ANSWERS, SERVES, SESSIONS):
            touch_days(store, table, "day = {day:Date}", {"day": str(day)})
    return rows


def _copy_again(source: TableSource, sink: RawTable, day: date) -> int:
    table = source.table
    watermark = sink.progress().watermark
    of_day: Parameters = {"day": str(day), "watermark": watermark}
    lost = f"alter table {table.raw} delete where day = {{day:Date}} and tx < {{watermark:UInt64}}"
    sink.store.execute(lost, of_day)
    select = sql.SQL(OF_DAY).format(
        columns=expressions(table.columns),
        table=sql.Identifier(table.name),
        moment=sql.SQL(table.moment),
        watermark=watermark,
        day=day,
    )
    sink.write(copied_out(source.connection, select))
    count = f"select count() from {table.raw} where day = {{day:Date}} and tx < {{watermark:UInt64}}"  # noqa: S608
    return sink.store.number(count, of_day)
