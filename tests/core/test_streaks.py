"""Days in a row, with one missed day a week forgiven."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.training.streaks import Streak


def day(number: int) -> date:
    return date(2026, 2, number)


@pytest.mark.parametrize(
    ("before", "today", "days"),
    [
        (Streak(0, None), day(20), 1),
        (Streak(1, day(20)), day(20), 1),
        (Streak(1, day(20)), day(21), 2),
        (Streak(6, day(20)), day(22), 7),
        (Streak(6, day(20)), day(23), 1),
        (Streak(6, day(20), frozen_day=day(15)), day(22), 1),
        (Streak(6, day(20), frozen_day=day(14)), day(22), 7),
        (Streak(6, day(28)), date(2026, 3, 1), 7),
        (Streak(6, date(2025, 12, 31)), date(2026, 1, 1), 7),
        (Streak(6, day(21)), day(20), 6),
    ],
)
def test_a_streak_grows_by_the_day_and_forgives_one_missed_day_in_seven(
    before: Streak, today: date, days: int
) -> None:
    assert before.extended(today).days == days


def test_a_streak_lives_as_long_as_an_answer_of_today_continues_it() -> None:
    streak = Streak(6, day(20))
    assert [streak.alive(day(number)) for number in (20, 21, 22, 23)] == [6, 6, 6, 0]
    assert Streak(6, day(20), frozen_day=day(18)).alive(day(22)) == 0
    assert Streak(0, None).alive(day(20)) == 0


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60))
def test_a_streak_counts_the_trained_days_back_over_forgiven_ones(gaps: list[int]) -> None:
    today, streak, trained = date(2026, 1, 1), Streak(0, None), set()
    for gap in gaps:
        today += timedelta(days=gap)
        streak = streak.extended(today)
        trained.add(today)
    days, forgiven = 0, None
    for each in (min(trained) + timedelta(days=back) for back in range((today - min(trained)).days + 1)):
        if each in trained:
            days += 1
            continue
        tomorrow_trained = each + timedelta(days=1) in trained
        free = forgiven is None or (each - forgiven).days >= 7
        if days and tomorrow_trained and free:
            forgiven = each
        else:
            days = 0
    assert streak.days == days
