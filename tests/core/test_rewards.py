"""Points for a first right answer, and days in a row."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.core.questions import QuestionId, YesNo
from serving.core.training.rewards import earned, streak, worth
from serving.core.training.sessions import Mode, OpenServe, ServeId, Session, SessionId

QUESTION = YesNo(text="?", key=True, points=4)


def serve(mode: Mode, seen: int) -> OpenServe:
    session = Session(SessionId(uuid4()), StudentId(1), "geography", mode, Filters(), finished=False)
    return OpenServe(
        ServeId(uuid4()),
        session,
        QuestionId(1),
        1,
        1,
        QUESTION,
        datetime(2026, 1, 1, tzinfo=UTC),
        seen,
        attempts=0,
        verdict=None,
    )


@pytest.mark.parametrize(
    ("mode", "seen", "correct", "points"),
    [
        (Mode.COMPETITIVE, 0, True, 4),
        (Mode.COMPETITIVE, 0, False, 0),
        (Mode.COMPETITIVE, 1, True, 0),
        (Mode.TRAINING, 0, True, 0),
        (Mode.TRAINING, 1, True, 0),
    ],
)
def test_only_the_first_right_answer_of_a_competitive_session_earns(
    mode: Mode, seen: int, correct: bool, points: int
) -> None:
    assert earned(serve(mode, seen), correct=correct) == points


def test_what_an_answer_is_worth_is_told_before_it() -> None:
    assert worth(QUESTION, Mode.COMPETITIVE) == 4
    assert worth(QUESTION, Mode.TRAINING) == 0


def day(number: int) -> date:
    return date(2026, 2, 20).replace(day=number)


@pytest.mark.parametrize(
    ("days", "last", "today", "expected"),
    [
        (0, None, day(20), 1),
        (1, day(20), day(20), 1),
        (1, day(20), day(21), 2),
        (6, day(20), day(21), 7),
        (6, day(20), day(22), 1),
        (6, day(20), day(28), 1),
        (6, date(2026, 2, 28), date(2026, 3, 1), 7),
        (6, date(2025, 12, 31), date(2026, 1, 1), 7),
        (6, day(21), day(20), 6),
    ],
)
def test_a_streak_grows_by_the_day_and_a_gap_begins_it_anew(
    days: int, last: date | None, today: date, expected: int
) -> None:
    assert streak(days, last, today) == expected


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_a_streak_counts_the_days_back_without_a_gap(gaps: list[int]) -> None:
    days, last, trained = 0, None, set()
    today = date(2026, 1, 1)
    for gap in gaps:
        today = date.fromordinal(today.toordinal() + gap)
        days, last = streak(days, last, today), today
        trained.add(today.toordinal())
    back = today.toordinal()
    while back in trained:
        back -= 1
    assert days == today.toordinal() - back
