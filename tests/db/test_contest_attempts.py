"""Attempts at a contest over a real database."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.errors import (
    AnswerLate,
    ContestInState,
    NotAsked,
)
from serving.core.contests.show_contests import ReviewAttempt
from serving.core.contests.take_part import FinishAttempt
from serving.core.errors import AnswerMalformed
from tests.support.arenas import Arena, arena
from tests.support.banks import Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio
RIGHT, WRONG = 1, 2


@pytest.mark.parametrize(("seconds", "taken"), [(2.0, True), (2.001, False)])
async def test_an_answer_may_be_two_seconds_late(field: Arena, seconds: float, taken: bool) -> None:
    contest = await field.announced(minutes=10)
    [anna] = await field.enrol()
    attempt = await field.enter(anna, contest)
    asked = await field.next(anna, contest)
    field.clock.passes(minutes=10, seconds=seconds)
    if taken:
        await field.answer(anna, contest, asked.place, RIGHT)
    else:
        with pytest.raises(AnswerLate) as late:
            await field.answer(anna, contest, asked.place, RIGHT)
        assert late.value.ended_at == attempt.ends_at
    assert (await field.table(anna, contest)).top[0].points == 3 * taken
    with pytest.raises(AnswerLate):
        await field.next(anna, contest)


async def test_two_devices_share_an_attempt_and_the_first_answer_stays(field: Arena) -> None:
    contest = await field.announced()
    [anna] = await field.enrol()
    entered = await asyncio.gather(*(field.enter(anna, contest) for _ in range(4)))
    assert len({attempt.id for attempt in entered}) == 1
    asked = await asyncio.gather(*(field.next(anna, contest) for _ in range(4)))
    assert len({each.serve_id for each in asked}) == 1
    answers = [field.answer(anna, contest, asked[0].place, response) for response in (1, 2, 1, 3)]
    await asyncio.gather(*answers)
    first = (await field.table(anna, contest)).top[0].points
    await field.answer(anna, contest, asked[0].place, RIGHT)
    assert (await field.table(anna, contest)).top[0].points == first
    with pytest.raises(NotAsked):
        await field.answer(anna, contest, 2, RIGHT)
    other = await field.next(anna, contest)
    with pytest.raises(AnswerMalformed):
        await field.answer(anna, contest, other.place, "text")


async def test_a_process_that_is_started_anew_goes_on_where_the_student_was(
    field: Arena, postgres_url: str, engine: AsyncEngine
) -> None:
    contest = await field.announced(shuffled=True)
    [anna] = await field.enrol()
    attempt = await field.enter(anna, contest)
    first = await field.play(anna, contest, RIGHT)
    shown = await field.next(anna, contest)
    async with arena(postgres_url, engine) as anew:
        assert (await anew.enter(anna, contest)).id == attempt.id
        assert (await anew.next(anna, contest)).serve_id == shown.serve_id
        anew.clock.now = attempt.ends_at + timedelta(seconds=3)
        with pytest.raises(AnswerLate):
            await anew.answer(anna, contest, shown.place, RIGHT)
        anew.clock.now = attempt.ends_at
        await anew.answer(anna, contest, shown.place, RIGHT)
        await anew.answer(anna, contest, first.place, WRONG)  # which was answered before
    assert (await field.table(anna, contest)).top[0].points == 6


async def test_an_attempt_that_is_left_counts_as_far_as_it_went_and_hinders_nothing(
    field: Arena, bank: Bank
) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    contest = await field.announced(minutes=10, attempts=2)
    [gone, back] = await field.enrol(2)
    for student in (gone, back):
        await field.enter(student, contest)
        await field.play(student, contest, RIGHT)
        await field.next(student, contest)
    field.clock.passes(minutes=11)
    await field.enter(back, contest)
    for _ in range(2):
        await field.play(back, contest, RIGHT)
    table = await field.table(gone, contest)
    assert [(row.student_id, row.points) for row in table.top] == [
        (back.student_id, 6),
        (gone.student_id, 3),
    ]
    field.clock.passes(hours=1)
    assert await field.end()
    assert bank.value("select array_agg(correct) from answers") == [True] * 4
    assert bank.value("select count(*) from serves where not answered") == 0
    await room.load()
    await room.play(gone, await room.start(gone))  # trains on


async def test_after_the_end_one_takes_part_for_oneself(field: Arena, bank: Bank) -> None:
    contest = await field.announced(minutes=10)
    [anna, late] = await field.enrol(2)
    await field.enter(anna, contest)
    field.clock.passes(days=1)
    await field.end()
    attempt = await field.enter(late, contest)
    assert (attempt.virtual, attempt.ends_at - attempt.started_at) == (True, timedelta(minutes=10))
    await field.play(late, contest, RIGHT)
    with pytest.raises(ContestInState):
        await field.do(ReviewAttempt, lambda review: review(late, contest))
    await field.do(FinishAttempt, lambda finish: finish(late, contest))
    assert len(await field.do(ReviewAttempt, lambda review: review(late, contest))) == 1
    table = await field.table(late, contest)
    assert ([row.student_id for row in table.top], table.mine) == ([anna.student_id], None)
