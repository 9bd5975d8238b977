"""Telling the marts that rows of days which are long loaded have changed."""

from pipelines.stores.clickhouse import Parameters, Warehouse
from pipelines.stores.windowed_tables import WindowedTable

TOUCH = """
insert into raw.loaded_windows (source, system_identifier, lo, hi, rows, loaded_at, day_rows)
select
    source,
    any(system_identifier) as identifier,
    max(hi) as watermark,
    watermark as same,
    0 as no_rows,
    max(loaded_at) as loaded,
    (
        select
            mapFromArrays(groupUniqArray(day) as days, arrayMap(each -> 0, days))
        from {raw}
        where {condition}
    ) as touched
from raw.loaded_windows
where source = '{name}'
group by source
having not empty(touched)
"""


def touch_days(store: Warehouse, table: WindowedTable, condition: str, parameters: Parameters) -> None:
    """The days of the rows that fulfil the condition are built anew by the next build of the marts."""
    statement = TOUCH.format(name=table.name, raw=table.raw, condition=condition)
    store.execute(statement, parameters)
