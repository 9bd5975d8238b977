"""Models that read every answer: once there are many, they wait for the night."""

from collections.abc import Collection

from pipelines.stores.clickhouse import warehouse

LEAVE_ABOVE = 2_000_000
"""Answers. Above, median times, discriminations and choices of options are those of the last night."""

BUILT = "select count() from system.tables where database = 'intermediate' and name in {names:Array(String)}"


def may_wait(clickhouse_url: str, names: Collection[str]) -> bool:
    """Whether the models of these names are built and are dear to build again."""
    with warehouse(clickhouse_url) as store:
        built = store.number(BUILT, {"names": sorted(names)}) == len(names)
        return built and store.number("select count() from raw.answers") > LEAVE_ABOVE
