"""What a build that runs often leaves alone: models that read every answer, and views that stand."""

from collections.abc import Collection

from pipelines.stores.clickhouse import Warehouse, warehouse

LEAVE_ABOVE = 2_000_000
"""Answers. Above, median times, discriminations and choices of options are those of the last night."""

BUILT = """
select count() from system.tables
where database in ('staging', 'intermediate', 'marts') and name in {names:Array(String)}
"""
_MADE_HERE: set[str] = set()
"""Warehouses whose views this process has made: those of another one may be of older files."""


def may_wait(clickhouse_url: str, names: Collection[str]) -> bool:
    """Whether the models of these names are built and are dear to build again."""
    with warehouse(clickhouse_url) as store:
        return _built(store, names) and store.number("select count() from raw.answers") > LEAVE_ABOVE


def views_stand(clickhouse_url: str, names: Collection[str]) -> bool:
    """Whether these views are there as the files say."""
    with warehouse(clickhouse_url) as store:
        return clickhouse_url in _MADE_HERE and _built(store, names)


def views_made(clickhouse_url: str) -> None:
    _MADE_HERE.add(clickhouse_url)


def _built(store: Warehouse, names: Collection[str]) -> bool:
    return store.number(BUILT, {"names": sorted(names)}) == len(names)
