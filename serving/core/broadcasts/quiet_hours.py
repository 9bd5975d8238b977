"""When nobody is disturbed."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

FIRST_HOUR, LAST_HOUR = 8, 21
"""Messages come from 8:00 to 21:59 of the student's own time."""


def awake(time_zone: str, now: datetime) -> bool:
    return FIRST_HOUR <= now.astimezone(ZoneInfo(time_zone)).hour <= LAST_HOUR


def awake_zones(now: datetime) -> AbstractSet[str]:
    """Those where it is no quiet hour."""
    return _awake_zones(now.replace(second=0, microsecond=0))


@lru_cache(maxsize=4)
def _awake_zones(minute: datetime) -> AbstractSet[str]:
    return frozenset(zone for zone in available_timezones() if awake(zone, minute))
