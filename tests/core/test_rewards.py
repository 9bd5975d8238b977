"""Points for a first right answer."""

from datetime import UTC, datetime
from fractions import Fraction
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from serving.core.filters.filters import Filters
from serving.core.identity import Origin, StudentId
from serving.core.questions import QuestionId, YesNo
from serving.core.training.ability import Ability
from serving.core.training.rewards import earned, uncounted, worth
from serving.core.training.sessions import Learner, Mode, OpenServe, ServeId, Session, SessionId, Uncounted
from serving.core.training.streaks import Streak

QUESTION = YesNo(text="?", key=True, points=4)


def serve(mode: Mode, seen: int) -> OpenServe:
    session = Session(SessionId(uuid4()), StudentId(1), "geography", mode, Filters(), finished=False)
    learner = Learner(StudentId(1), Origin.REAL, ZoneInfo("Europe/Moscow"), Streak(0, None), "1")
    return OpenServe(
        ServeId(uuid4()),
        session,
        learner,
        QuestionId(1),
        1,
        1,
        QUESTION,
        datetime(2026, 1, 1, tzinfo=UTC),
        seen,
        attempts=0,
        difficulty=None,
        ability=Ability(),
        mistake=None,
        olympiad_day=None,
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
        (Mode.ADAPTIVE, 0, True, 0),
        (Mode.MISTAKES, 1, True, 0),
    ],
)
def test_only_the_first_right_answer_of_a_competitive_session_earns(
    mode: Mode, seen: int, correct: bool, points: int
) -> None:
    assert earned(serve(mode, seen), Fraction(correct)) == points


def test_what_an_answer_is_worth_is_told_before_it() -> None:
    assert worth(QUESTION, Mode.COMPETITIVE) == 4
    assert worth(QUESTION, Mode.TRAINING) == 0


def test_an_answer_that_cannot_earn_says_why() -> None:
    assert uncounted(serve(Mode.COMPETITIVE, 0)) is None
    assert uncounted(serve(Mode.COMPETITIVE, 2)) is Uncounted.SEEN
    assert {uncounted(serve(mode, 2)) for mode in set(Mode) - {Mode.COMPETITIVE}} == {
        Uncounted.NOT_COMPETITIVE
    }


def test_a_part_of_the_points_is_rounded_down() -> None:
    shares = [Fraction(part, 3) for part in range(4)]
    assert [earned(serve(Mode.COMPETITIVE, 0), share) for share in shares] == [0, 1, 2, 4]
    assert earned(serve(Mode.TRAINING, 0), Fraction(2, 3)) == 0
