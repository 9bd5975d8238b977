"""Questions and answers of a contest, and training beside it."""

import pytest

from serving.core.contests.errors import (
    NothingLeft,
    QuestionsTooFew,
)
from serving.core.errors import PoolExhausted
from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.core.training.sessions import OpenServe, ServeId, Uncounted
from serving.core.training.submit_answer import SubmitAnswer
from serving.db.repositories.answers import SqlAnswers
from serving.db.repositories.serves import SqlServes
from serving.db.unit_of_work import Transaction
from tests.support.arenas import Arena
from tests.support.banks import ONE, Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio
RIGHT, WRONG = 1, 2


async def test_questions_of_a_contest_leave_training_until_its_end(field: Arena, bank: Bank) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    [anna] = await field.enrol()
    stale = await room.start(anna)
    await field.announced()
    with pytest.raises(QuestionsTooFew):
        await field.announced()
    await room.play(anna, stale)  # the third question, though the pool is not loaded anew
    with pytest.raises(PoolExhausted):
        await room.next(anna, stale)
    assert (await room.load()).pool.size("geography", Filters()) == 1
    field.clock.passes(hours=1, seconds=2)
    assert not await field.end()
    field.clock.passes(seconds=1)
    assert await field.end()
    assert not await field.end()
    assert (await room.load()).pool.size("geography", Filters()) == 3


async def test_an_answer_that_was_being_judged_when_a_contest_was_collected_counts_what_it_brought(
    field: Arena, bank: Bank
) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    [anna] = await field.enrol()
    served = await room.next(anna, await room.start(anna))
    contest = await field.announced(questions={"by": "list", "questions": [served.question_id]})
    await field.enter(anna, contest)
    await field.play(anna, contest, RIGHT)
    field.clock.passes(hours=1, seconds=3)
    found: list[int] = []

    class Meanwhile(SqlServes):
        async def find(self, serve_id: ServeId, student_id: StudentId) -> OpenServe | None:
            serve = await super().find(serve_id, student_id)
            assert serve is not None
            found.append(serve.seen)
            await field.end()
            return serve

    async with room.connection() as connection:
        answers, work = SqlAnswers(connection), Transaction(connection)
        submit = SubmitAnswer(Meanwhile(connection), answers, field.clock, work)
        verdict = await submit(anna, served.id, RIGHT)
    assert (found, verdict.uncounted) == ([0, 1], Uncounted.SEEN)
    assert bank.value("select string_agg(mode, ' ' order by attempt) from answers") == "contest competitive"


async def test_the_version_is_that_of_the_announcement(field: Arena, bank: Bank) -> None:
    contest = await field.announced(questions={"by": "list", "questions": [2]})
    changed = ONE.model_copy(update={"text": "Другой вопрос?", "key": 2})
    bank.change(2, changed, version=2, statistical_version=2)  # type: ignore[arg-type]
    [anna] = await field.enrol()
    await field.enter(anna, contest)
    assert (await field.next(anna, contest)).question == ONE


async def test_answers_become_those_of_the_student_when_the_contest_has_ended(
    field: Arena, bank: Bank
) -> None:
    contest = await field.announced()
    [anna] = await field.enrol()
    await field.enter(anna, contest)
    for response in (RIGHT, WRONG):
        asked = await field.next(anna, contest)
        field.clock.passes(seconds=10)
        await field.answer(anna, contest, asked.place, response)
    with pytest.raises(NothingLeft):
        await field.next(anna, contest)
    assert bank.value("select count(*) from answers") == 0
    field.clock.passes(hours=2)
    assert await field.end()
    values = "correct, points, mode, uncounted, attempt, seconds"
    stored = bank.value(f"select array_agg(({values})::text order by id) from answers")
    assert stored == ["(t,0,contest,contest,1,10)", "(f,0,contest,contest,1,10)"]
    assert bank.value("select (points, answered, correct)::text from standings") == "(0,2,1)"
    assert bank.value("select count(*) from serves where answered") == 2
