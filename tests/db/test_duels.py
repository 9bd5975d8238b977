"""Duels over a real database."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.contests import Contest
from serving.core.contests.errors import (
    AttemptsUsedUp,
    ContestInState,
    ContestNotFound,
    EntranceRefused,
    QuestionsTooFew,
    TooManyDuels,
)
from serving.core.contests.make_duel import DuelWanted, MakeDuel
from serving.core.contests.show_contests import ListContests, ReviewAttempt
from serving.core.contests.show_duels import FindDuel, ListDuels
from serving.core.contests.take_part import FinishAttempt
from serving.core.filters.filters import Filters
from serving.core.identity import Actor
from serving.core.questions import Kind
from serving.db.question_pool import BitmapPool
from tests.support.arenas import Arena, arena
from tests.support.banks import Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio

RIGHT, WRONG = 1, 2


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine, bank: Bank) -> AsyncIterator[Arena]:
    bank.add_many(4)
    async with arena(postgres_url, engine) as found:
        loaded = (await Classroom(engine, found.alone, clock=found.clock).load()).pool
        (await found.container.get(BitmapPool))._bitmaps = loaded._bitmaps
        yield found


async def made(field: Arena, actor: Actor, **changes: object) -> Contest:
    wanted = DuelWanted.model_validate({"subject": "geography", "count": 3} | changes)
    return await field.do(MakeDuel, lambda make: make(actor, wanted))


async def joins(field: Arena, actor: Actor, duel: Contest) -> None:
    assert duel.plan.entrants.code is not None
    typed = duel.plan.entrants.code.lower().replace("-", " ")
    found = await field.do(FindDuel, lambda find: find(typed))
    await field.enter(actor, found.id, found.plan.entrants.code)


async def listed(field: Arena, actor: Actor) -> list[int]:
    return [duel.id for duel in await field.do(ListDuels, lambda mine: mine(actor))]


async def test_all_who_know_the_code_are_asked_the_same_questions_and_ranked_among_themselves(
    field: Arena, bank: Bank
) -> None:
    [anna, boris, stranger] = await field.enrol(3)
    duel = await made(field, anna)
    asked = []
    for student, response in ((anna, RIGHT), (boris, WRONG)):
        await joins(field, student, duel)
        asked.append([(await field.play(student, duel.id, response)).question_id for _ in range(3)])
    assert asked[0] == asked[1]
    assert len(set(asked[0])) == 3
    table = await field.table(boris, duel.id)
    assert [(row.student_id, row.place) for row in table.top] == [(anna.student_id, 1), (boris.student_id, 2)]
    with pytest.raises(EntranceRefused):
        await field.table(stranger, duel.id)
    with pytest.raises(EntranceRefused):
        await field.enter(stranger, duel.id, "ABCD-2345")
    with pytest.raises(ContestNotFound):
        await field.do(FindDuel, lambda find: find("ABCD-2345"))
    with pytest.raises(ContestInState):
        await field.do(ReviewAttempt, lambda review: review(anna, duel.id))


async def test_when_it_is_over_everybody_is_told_his_place_once_and_sees_the_keys(
    field: Arena, bank: Bank
) -> None:
    [anna, boris] = await field.enrol(2)
    duel = await made(field, anna)
    for student in (anna, boris):
        await joins(field, student, duel)
    await field.play(boris, duel.id, RIGHT)
    field.clock.passes(hours=1, seconds=3)
    assert [await field.end() for _ in range(2)] == [True, False]
    told = "select array_agg(student_id || ' ' || kind || ' ' || (facts ->> 'place') order by student_id)"
    assert bank.value(f"{told} from inbox_messages") == [
        f"{anna.student_id} duel_results 2",
        f"{boris.student_id} duel_results 1",
    ]
    assert bank.value("select count(*) from webhook_events") == 0
    assert len(await field.do(ReviewAttempt, lambda review: review(boris, duel.id))) == 1
    with pytest.raises(ContestInState):
        await joins(field, (await field.enrol())[0], duel)


async def test_it_takes_no_question_from_training_and_tells_no_key_of_a_contest(
    field: Arena, bank: Bank
) -> None:
    [anna] = await field.enrol()
    duel = await made(field, anna)
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    assert room.pool.size("geography", Filters()) == 4
    await joins(field, anna, duel)
    questions = [(await field.play(anna, duel.id, RIGHT)).question_id for _ in range(3)]
    listed = {"by": "list", "questions": [questions[0]]}
    field.clock.passes(minutes=59)
    await field.announced(questions=listed)
    field.clock.passes(minutes=2)
    reviewed = await field.do(ReviewAttempt, lambda review: review(anna, duel.id))
    assert [asked.question_id for asked in reviewed] == questions[1:]


async def test_a_student_has_five_at_once_and_none_of_too_few_questions(field: Arena) -> None:
    [anna] = await field.enrol()
    for _ in range(5):
        await made(field, anna)
    with pytest.raises(TooManyDuels):
        await made(field, anna)
    field.clock.passes(hours=1)
    with pytest.raises(QuestionsTooFew) as few:
        await made(field, anna, count=20)
    assert few.value.found == 4
    with pytest.raises(QuestionsTooFew):
        await made(field, anna, filters={"kinds": [Kind.OPEN]})
    await made(field, anna)


async def test_duels_are_listed_for_who_made_or_joined_them_and_not_among_contests(field: Arena) -> None:
    [anna, boris, stranger] = await field.enrol(3)
    first, second = await made(field, anna), await made(field, boris)
    await joins(field, anna, second)
    assert await listed(field, anna) == [second.id, first.id]
    assert await listed(field, boris) == [second.id]
    assert await listed(field, stranger) == []
    assert await field.do(ListContests, lambda shown: shown(anna)) == []


async def test_everybody_has_his_own_time_and_one_attempt(field: Arena) -> None:
    [anna] = await field.enrol()
    duel = await made(field, anna, minutes=10)
    await joins(field, anna, duel)
    await field.do(FinishAttempt, lambda finish: finish(anna, duel.id))
    with pytest.raises(AttemptsUsedUp):
        await joins(field, anna, duel)


async def test_a_question_that_is_answered_in_training_as_well_is_counted_as_two_attempts(
    field: Arena, bank: Bank
) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    [anna] = await field.enrol()
    duel = await made(field, anna, count=4)
    await joins(field, anna, duel)
    session = await room.start(anna)
    for _ in range(4):
        await field.play(anna, duel.id, RIGHT)
        await room.play(anna, session)
    field.clock.passes(hours=2)
    await field.end()
    attempts = "select array_agg(attempt order by question_id, attempt) from answers"
    assert bank.value(attempts) == [1, 2] * 4
