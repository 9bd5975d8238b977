"""Mistakes come back at growing intervals, in time for the olympiad."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from serving.core.training.repetition import Mistake, repeated

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
TODAY = date(2026, 1, 10)


def after(*rights: bool, olympiad_day: date | None = None) -> list[timedelta]:
    """The intervals of a student who repeats each time when it is due."""
    mistake: Mistake | None = None
    now, intervals = NOW, []
    for right in rights:
        mistake = repeated(mistake, correct=right, now=now, today=now.date(), olympiad_day=olympiad_day)
        assert mistake is not None
        intervals.append(mistake.due_at - now)
        now = mistake.due_at
    return intervals


def test_who_was_never_wrong_has_nothing_to_repeat() -> None:
    assert repeated(None, correct=True, now=NOW, today=TODAY, olympiad_day=None) is None


def test_intervals_grow_with_success_and_shrink_with_failure() -> None:
    intervals = after(False, True, True, True, True, True)
    assert intervals[0] == timedelta(days=1)
    assert intervals == sorted(intervals)
    assert intervals[-1] > timedelta(days=3)
    assert after(False, True, True, True, True, False)[-1] < after(False, True, True, True, True)[-1]


@given(st.lists(st.booleans(), max_size=12), st.integers(2, 60))
def test_whatever_happens_a_mistake_is_repeated_before_the_olympiad(rights: list[bool], days: int) -> None:
    olympiad_day = TODAY + timedelta(days=days)
    mistake, now = None, NOW
    for right in (False, *rights):
        mistake = repeated(mistake, correct=right, now=now, today=now.date(), olympiad_day=olympiad_day)
        assert mistake is not None
        assert mistake.due_at >= now + timedelta(days=1)
        if now.date() < olympiad_day - timedelta(days=1):
            assert mistake.due_at.date() < olympiad_day
        now = mistake.due_at


def test_an_olympiad_that_is_over_hurries_nobody() -> None:
    over = TODAY - timedelta(days=1)
    assert after(False, True, True, True, True, olympiad_day=over) == after(False, True, True, True, True)
