"""What moment somebody means who types a day and a time of Moscow."""

import re
from datetime import datetime, timedelta

from serving.core.leaderboard.windows import MOSCOW

MOMENT = re.compile(r"(?:(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\s+)?(\d{1,2})[:.](\d{2})")


def read_moment(typed: str, now: datetime) -> datetime | None:
    """`15:30`, `28.11 15:30` or `28.11.2026 15:30`: the next such one where the day or the year is not told.

    None when it is no moment.
    """
    found = MOMENT.fullmatch(typed.strip())
    if found is None:
        return None
    day, month, year, hour, minute = (int(part) if part else None for part in found.groups())
    today = now.astimezone(MOSCOW)
    try:
        read = today.replace(
            year=year or today.year,
            month=month or today.month,
            day=day or today.day,
            hour=hour or 0,
            minute=minute or 0,
            second=0,
            microsecond=0,
        )
        if read < today and day is None:
            return read + timedelta(days=1)
        return read.replace(year=today.year + 1) if read < today and year is None else read
    except ValueError:
        return None
