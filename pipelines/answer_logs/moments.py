"""Moments of a log, as other systems write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

MOSCOW = ZoneInfo("Europe/Moscow")
"""Of moments that name no zone."""

MOMENT = pl.Datetime("us", "UTC")


def moments(values: pl.Series) -> tuple[pl.Series, pl.Series]:
    """In UTC, NULL where nothing is given; and which of those that are given cannot be read."""
    match values.dtype:
        case pl.Datetime(time_zone=None):
            found = values.dt.replace_time_zone("Europe/Moscow", ambiguous="earliest")
            return found.cast(MOMENT), pl.repeat(False, len(values), eager=True)
        case pl.Datetime():
            return values.cast(MOMENT), pl.repeat(False, len(values), eager=True)
        case _:
            text = values.cast(pl.String).str.strip_chars().fill_null("")
            found = pl.Series([_moment(each) for each in text], dtype=MOMENT)
            return found, found.is_null() & (text != "")


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=MOSCOW)
    return zoned.astimezone(UTC)
