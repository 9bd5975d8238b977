"""The figures of one student."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from serving.core.questions import QuestionId
from serving.core.statistics.shrinkage import Mastery, Tally
from serving.core.training.sessions import AnyQuestion, Mode, Uncounted
from serving.core.training.streaks import Streak

TREND_DAYS = 30


@dataclass(frozen=True, slots=True)
class Totals:
    answers: int
    right: int
    points: int


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Habits:
    zone: ZoneInfo
    streak: Streak


@dataclass(frozen=True, slots=True)
class Figures:
    """As they are counted; days without answers are absent."""

    totals: Totals
    themes: tuple[Tally, ...]
    first_answers: tuple[Tally, ...]
    """By theme, of the first answers to each statistical version."""
    kinds: tuple[Tally, ...]
    days: Mapping[date, Day]
    best_series: int
    mistakes_due: int


@dataclass(frozen=True, slots=True)
class Statistics:
    totals: Totals
    themes: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    trend: tuple[Day, ...]
    """The last 30 days of the student's zone, today last."""
    best_series: int
    """Of right answers within one session."""
    streak: int
    may_freeze: bool
    """Would a day missed today be forgiven?"""
    weakest: tuple[Mastery, ...]
    mistakes_due: int
    """To be repeated by the end of the student's day."""


@dataclass(frozen=True, slots=True)
class Past:
    """An answer that was given."""

    id: int
    answered_at: datetime
    subject: str
    theme: str
    mode: Mode
    question_id: QuestionId
    version: int
    question: AnyQuestion
    response: object
    correct: bool
    points: int
    uncounted: Uncounted | None


def trend(days: Mapping[date, Day], today: date) -> tuple[Day, ...]:
    """A day without answers is a day with zero of them."""
    last = [today - timedelta(days=back) for back in reversed(range(TREND_DAYS))]
    return tuple(days.get(day, Day(day, 0, 0)) for day in last)
