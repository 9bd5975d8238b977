"""Points, places, streaks and summaries agree with the answers they come from."""

from datetime import UTC, datetime
from itertools import groupby
from random import Random

import pytest

from serving.core.errors import NothingToRepeat, PoolExhausted
from serving.core.questions import Open
from serving.core.training.sessions import OFFERED, Mode
from tests.support.banks import EVERY_KIND, ONE, RIGHT, WRONG, YES_NO, Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio

WORTH = {"yes_no": 1, "one": 3, "multiple": 5, "open": 7}

DIFFERENCES = """
select count(*) from standings full join (
    select answers.student_id, questions.subject, sum(points) as points, count(*) as answered,
           count(*) filter (where correct) as correct
    from answers join questions on questions.id = answers.question_id group by 1, 2
) as summed using (student_id, subject)
where (standings.points, standings.season_points, standings.answered, standings.correct)
    is distinct from (summed.points, summed.points, summed.answered, summed.correct)
"""


@pytest.mark.parametrize("seed", range(2))
async def test_standings_are_the_sums_of_random_answers(bank: Bank, room: Classroom, seed: int) -> None:
    for subject in ("geography", "history"):
        for question in EVERY_KIND * 2:
            bank.add(question, subject=subject)
    await room.load()
    chance = Random(seed)
    students = [await room.enrol() for _ in range(4)]
    points = {(student, subject): 0 for student in students for subject in ("geography", "history")}
    seen: set[tuple[object, int]] = set()
    for _ in range(60):
        student, subject = chance.choice(sorted(points, key=repr))
        mode = chance.choice(OFFERED)
        try:
            served = await room.next(student, await room.start(student, mode, subject=subject))
        except (PoolExhausted, NothingToRepeat):
            continue
        correct = chance.random() < 0.6
        response = (RIGHT if correct else WRONG)[served.question.kind]
        first = (student, served.question_id) not in seen
        seen.add((student, served.question_id))
        verdict = await room.answer(student, served.id, response)
        points[student, subject] += (
            WORTH[served.question.kind] if correct and first and mode is Mode.COMPETITIVE else 0
        )
        ahead = [
            one
            for (one, where), total in points.items()
            if where == subject and total > points[student, subject]
        ]
        assert verdict.correct == correct
        assert verdict.total_points == points[student, subject]
        assert verdict.place == 1 + len(ahead)
    assert bank.value(DIFFERENCES) == 0


async def test_equal_points_share_a_place_and_the_next_place_is_left_out(bank: Bank, room: Classroom) -> None:
    bank.add(ONE)
    bank.add(YES_NO)
    await room.load()
    places = []
    for turns in (2, 2, 0, 2, 0):  # right answers to both questions, or to none: 4, 4, 0, 4 and 0 points
        student = await room.enrol()
        session = await room.start(student)
        for _ in range(2):
            served = await room.next(student, session)
            verdict = await room.answer(student, served.id, (RIGHT if turns else WRONG)[served.question.kind])
        places.append((verdict.total_points, verdict.place))
    assert places == [(4, 1), (4, 1), (0, 3), (4, 1), (0, 4)]


@pytest.mark.parametrize(
    ("zone", "streaks"),
    [("Europe/Moscow", [1, 1, 2, 1]), ("Asia/Vladivostok", [1, 2, 3, 4]), ("America/New_York", [1, 1, 2, 1])],
)
async def test_a_streak_counts_days_of_the_students_zone(
    bank: Bank, room: Classroom, zone: str, streaks: list[int]
) -> None:
    bank.add_many(4)
    anna = await (await room.load()).enrol(zone=zone)
    session = await room.start(anna)
    counted = []
    for moment in (
        datetime(2026, 1, 10, 13, 30, tzinfo=UTC),  # the 10th in Moscow, the 10th 23:30 in Vladivostok
        datetime(2026, 1, 10, 14, 30, tzinfo=UTC),  # the 10th in Moscow, the 11th 00:30 in Vladivostok
        datetime(2026, 1, 11, 20, 30, tzinfo=UTC),  # the 11th in Moscow, the 12th 06:30 in Vladivostok
        datetime(2026, 1, 14, 12, 0, tzinfo=UTC),  # two days were missed in Moscow, one in Vladivostok
    ):
        room.clock.now = moment
        served = await room.next(anna, session)
        counted.append((await room.answer(anna, served.id, 1)).streak)
    assert counted == streaks


async def test_moving_west_does_not_count_a_day_twice(bank: Bank, room: Classroom) -> None:
    bank.add_many(3)
    anna = await (await room.load()).enrol(zone="Asia/Vladivostok")
    session = await room.start(anna)
    room.clock.now = datetime(2026, 1, 10, 15, tzinfo=UTC)  # the 11th in Vladivostok
    await room.play(anna, session)
    bank.connection.execute("update students set time_zone = 'Europe/Moscow'")
    await room.play(anna, session)  # the 10th in Moscow
    room.clock.passes(days=1)
    served = await room.next(anna, session)
    assert (await room.answer(anna, served.id, 1)).streak == 1  # the 11th again


async def test_a_summary_counts_the_best_series(bank: Bank, room: Classroom) -> None:
    bank.add_many(12)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    rights = [True, False, True, True, True, False, False, True, True]
    for right in rights:
        await room.play(anna, session, 1 if right else 2)
    summary = await room.finish(anna, session)
    assert (summary.total, summary.right, summary.points) == (9, 6, 18)
    assert summary.best_series == max(len(list(run)) for right, run in groupby(rights) if right) == 3
    assert await room.finish(anna, session) == summary
    empty = await room.finish(anna, await room.start(anna))
    assert (empty.total, empty.right, empty.points, empty.best_series) == (0, 0, 0, 0)


async def test_an_answer_keeps_what_was_said_when_and_where(bank: Bank, room: Classroom) -> None:
    bank.add(Open(text="Куда впадает Волга?", key=("Каспий",)))
    anna = await (await room.load()).enrol()
    served = await room.next(anna, await room.start(anna))
    room.clock.passes(seconds=12.5)
    await room.answer(anna, served.id, 'в "Каспий"')
    stored = "select concat_ws('|', response #>> '{}', seconds, attempt, mode, platform, origin) from answers"
    assert bank.value(stored) == 'в "Каспий"|12.5|1|competitive|rest|real'
    assert bank.value("select last_seen_at from students") == room.clock.now
