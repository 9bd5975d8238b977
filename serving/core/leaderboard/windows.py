"""The stretches of time in which points are compared."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")
SEASON_MONTH = 9


class Window(StrEnum):
    SEASON = "season"
    MONTH = "30d"
    WEEK = "7d"


def moscow_day(moment: datetime) -> date:
    return moment.astimezone(MOSCOW).date()


def season_start(day: date) -> date:
    """A season lasts from the first of September to the end of August."""
    return date(day.year - (day.month < SEASON_MONTH), SEASON_MONTH, 1)


def first_day(window: Window, today: date) -> date:
    """The first day that counts, as the last one is today."""
    match window:
        case Window.SEASON:
            return season_start(today)
        case Window.MONTH:
            return today - timedelta(days=29)
        case Window.WEEK:
            return today - timedelta(days=6)
