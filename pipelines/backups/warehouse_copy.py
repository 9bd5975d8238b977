"""The raw tables of ClickHouse as compressed text; dbt makes the rest anew."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from pipelines.backups.manifest import BackupRefused, TableFacts
from pipelines.stores.clickhouse import Warehouse
from pipelines.stores.windows import Blocks

FOLDER = "raw"
BLOCK = 1 << 20
COLUMNS = """
select table, groupArray(name) from (
    select table, name from system.columns where database = 'raw' order by table, position
)
group by table
order by table
"""


def dump(store: Warehouse, directory: Path) -> dict[str, TableFacts]:
    """Nobody may write meanwhile. Raises StoreError and BackupRefused."""
    (directory / FOLDER).mkdir()
    columns = _columns(store)
    found = {table: _facts(store, table, names) for table, names in columns.items()}
    for table, known in found.items():
        lines = 0
        with gzip.open(_file(directory, table), "wb", compresslevel=3) as file:
            for block in store.text(f"select {_listed(known.columns)} from raw.{table}"):  # noqa: S608
                lines += block.count(b"\n")
                file.write(block)
        if lines != known.rows:
            raise BackupRefused(f"raw.{table} gave {lines} rows of {known.rows}; try again.")
    return found


def check_empty(store: Warehouse) -> None:
    """Raises StoreError and BackupRefused."""
    taken = [table for table, names in _columns(store).items() if _facts(store, table, names).rows]
    if taken:
        raise BackupRefused(
            f"The warehouse is not empty: {', '.join(taken)} have rows. Restore into an empty home or server."
        )


def restore(store: Warehouse, directory: Path, written: dict[str, TableFacts]) -> dict[str, TableFacts]:
    """Into raw tables without a row. A table that has got columns since then keeps their defaults."""
    for table, known in written.items():
        if known.rows:
            store.insert(f"raw.{table}", list(known.columns), _blocks(_file(directory, table)))
    return {table: _facts(store, table, known.columns) for table, known in written.items()}


def _columns(store: Warehouse) -> dict[str, tuple[str, ...]]:
    return {str(table): tuple(map(str, _list(names))) for table, names in store.rows(COLUMNS)}


def _facts(store: Warehouse, table: str, columns: tuple[str, ...]) -> TableFacts:
    query = f"select count(), toString(sum(cityHash64(toString(tuple({_listed(columns)}))))) from raw.{table}"  # noqa: S608
    [(rows, checksum)] = store.rows(query)
    return TableFacts(columns=columns, rows=int(str(rows)), checksum=str(checksum))


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _file(directory: Path, table: str) -> Path:
    return directory / FOLDER / f"{table}.tsv.gz"


def _blocks(file: Path) -> Blocks:
    with gzip.open(file, "rb") as lines:
        while block := lines.read(BLOCK):
            yield block


def _list(value: object) -> Iterator[object]:
    assert isinstance(value, list)
    return iter(value)
