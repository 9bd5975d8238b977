"""A draw is uniform, never repeats itself, and finds the last question that is left."""

from collections import Counter

import pytest
from scipy.stats import chisquare
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.errors import PoolExhausted, SessionFinished, SessionNotFound
from serving.core.training.sessions import Mode
from tests.support.banks import EVERY_KIND, RIGHT, Bank
from tests.support.classrooms import Classroom
from tests.support.fakes import FakeWork

pytestmark = pytest.mark.anyio

ANSWER_ALL_BUT = """
with played as (
    insert into serves (id, session_id, student_id, question_id, version, answered)
    select gen_random_uuid(), %(session)s, %(student)s, id, 1, true
    from questions where id <> all(%(spared)s)
    returning id, question_id
)
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select id, %(session)s, %(student)s, question_id, 1, 1, '1', true, 0,
       1, 'competitive', 'rest', 'real', 1, 0, 1, 1, now()
from played
"""


async def test_every_question_that_is_left_is_drawn_equally_often(
    bank: Bank, room: Classroom, engine: AsyncEngine
) -> None:
    left = set(bank.add_many(30))
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    for _ in range(24):  # one draw in eight now meets answered probes only and searches exactly
        left.remove((await room.play(anna, session)).question_id)
    drawn: Counter[int] = Counter()
    async with engine.connect() as connection:
        for _ in range(600):
            drawn[(await room.draw(connection, FakeWork())(anna, session)).question_id] += 1
            await connection.rollback()
    assert drawn.keys() == left
    assert chisquare(list(drawn.values())).pvalue > 0.001


async def test_no_question_comes_twice_before_all_came_once(bank: Bank, room: Classroom) -> None:
    questions = bank.add_many(25)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    drawn = [(await room.play(anna, session)).question_id for _ in questions]
    assert sorted(drawn) == sorted(questions)
    with pytest.raises(PoolExhausted):
        await room.next(anna, session)


async def test_the_last_question_of_three_hundred_is_found(bank: Bank, room: Classroom) -> None:
    questions = bank.add_many(300)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    served = await room.next(anna, session)
    last = next(question for question in questions if question != served.question_id)
    await room.answer(anna, served.id, 1)
    values = {"session": session, "student": anna.student_id, "spared": [last, served.question_id]}
    bank.connection.execute(ANSWER_ALL_BUT, values)
    assert (await room.play(anna, session)).question_id == last
    with pytest.raises(PoolExhausted):
        await room.next(anna, session)


async def test_an_answered_question_does_not_come_back_in_the_next_session(
    bank: Bank, room: Classroom
) -> None:
    first, second = bank.add_many(2)
    anna = await (await room.load()).enrol()
    answered = await room.play(anna, await room.start(anna, Mode.TRAINING))
    for _ in range(10):
        served = await room.next(anna, await room.start(anna))
        assert {answered.question_id, served.question_id} == {first, second}


async def test_what_was_served_is_served_until_it_is_answered(bank: Bank, room: Classroom) -> None:
    bank.add_many(50)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    assert len({(await room.next(anna, session)).id for _ in range(5)}) == 1


async def test_nobody_draws_in_a_session_of_another_or_in_a_finished_one(bank: Bank, room: Classroom) -> None:
    bank.add()
    anna, boris = await (await room.load()).enrol(), await room.enrol()
    session = await room.start(anna)
    with pytest.raises(SessionNotFound):
        await room.next(boris, session)
    await room.start(anna)
    with pytest.raises(SessionFinished):
        await room.next(anna, session)


async def test_every_kind_is_served_and_graded_from_storage(bank: Bank, room: Classroom) -> None:
    for question in EVERY_KIND:
        bank.add(question)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    for _ in EVERY_KIND:
        served = await room.next(anna, session)
        assert served.question in EVERY_KIND
        assert (await room.answer(anna, served.id, RIGHT[served.question.kind])).correct
    assert (await room.finish(anna, session)).points == 1 + 3 + 5 + 7
