"""Numbers with their words, and moments."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from bot.languages import counted, locale


def points(number: int) -> str:
    return counted(number, "балл", "балла", "баллов")


def questions(number: int) -> str:
    return counted(number, "вопрос", "вопроса", "вопросов")


def answers(number: int) -> str:
    return counted(number, "ответ", "ответа", "ответов")


def days(number: int) -> str:
    return counted(number, "день", "дня", "дней")


def recipients(number: int) -> str:
    """As in "it comes to three recipients"."""
    return counted(number, "получателю", "получателям", "получателям")


def per_cent(share: float) -> str:
    return f"{round(share * 100)} %"


def day(value: date) -> str:
    return format_date(value, "d MMMM y", locale=locale())


def moment(value: datetime, zone: ZoneInfo) -> str:
    return format_datetime(value.astimezone(zone), "d MMMM, HH:mm", locale=locale())
