"""Giving what an erased student did to the tombstone, in ClickHouse as PostgreSQL did it."""

from psycopg import Connection

from pipelines.stores.clickhouse import Parameters, Warehouse, warehouse
from pipelines.stores.postgres import only_writer, postgres
from pipelines.stores.touched_days import touch_days
from pipelines.stores.training_tables import TRAINING_TABLES

ERASED = "select student_id, tombstone_id from erasures order by student_id"

REKEY = """
alter table {raw}
update student_id = transform(student_id, {{erased:Array(UInt64)}}, {{tombstones:Array(UInt64)}})
where has({{erased:Array(UInt64)}}, student_id)
"""


def rekey_erased(postgres_url: str, clickhouse_url: str) -> int:
    """How many students were erased since the last time; after a load, so that it meets every row of theirs.

    The days are touched first and the erasure is noted last: whatever is cut off is done again.
    """
    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(clickhouse_url) as store,
    ):
        erased = _not_yet_rekeyed(connection, store)
        if erased:
            _rekey(store, erased)
    return len(erased)


def _not_yet_rekeyed(connection: Connection, store: Warehouse) -> dict[int, int]:
    known = {row[0] for row in store.rows("select student_id from raw.erasures")}
    return {student: tombstone for student, tombstone in connection.execute(ERASED) if student not in known}


def _rekey(store: Warehouse, erased: dict[int, int]) -> None:
    ids = list(erased)
    parameters: Parameters = {"erased": ids, "tombstones": list(erased.values())}
    for table in TRAINING_TABLES:
        touch_days(store, table, "has({erased:Array(UInt64)}, student_id)", {"erased": ids})
        store.execute(REKEY.format(raw=table.raw), parameters)
    rows = (f"{student}\t{tombstone}\n".encode() for student, tombstone in erased.items())
    store.insert("raw.erasures", ["student_id", "tombstone_id"], rows)
