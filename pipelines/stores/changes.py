"""Whether the warehouse could learn anything new."""

from pipelines.stores.postgres import horizon, postgres, whole_number

CHANGE = "apo/change"
"""Tag of a run of Dagster: the newest change that it was begun for."""


def newest_change(postgres_url: str) -> str:
    """Another value than before when answers can be read or a bank was released. Raises PostgresError."""
    with postgres(postgres_url) as connection:
        over = (horizon(connection).tx,)
        answered = whole_number(connection, "select max(tx) from answers where tx < %s", over)
        released = whole_number(connection, "select count(*) + count(rolled_back_at) from releases")
    return f"{answered}/{released}"
