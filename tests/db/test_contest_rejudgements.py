"""A key that is corrected after a contest."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.contests import ContestId
from serving.core.contests.errors import ContestInState
from serving.core.contests.rejudge_contest import RejudgeContest, WeighRejudgement
from serving.core.contests.rejudgement import Effect
from serving.core.identity import Actor
from serving.core.questions import QuestionId
from tests.support.arenas import BOSS, Arena, arena
from tests.support.banks import ONE, Bank

pytestmark = pytest.mark.anyio

RIGHT, NOW_RIGHT = 1, 2


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine, bank: Bank) -> AsyncIterator[Arena]:
    bank.add_many(2)
    async with arena(postgres_url, engine) as found:
        yield found


async def weigh(field: Arena, contest: ContestId) -> Effect:
    return await field.do(WeighRejudgement, lambda weigh: weigh(BOSS, contest))


async def rejudge(field: Arena, contest: ContestId) -> Effect:
    return await field.do(RejudgeContest, lambda rejudge: rejudge(BOSS, contest))


async def points(field: Arena, anna: Actor, contest: ContestId) -> list[tuple[int, int]]:
    return [(row.student_id, row.points) for row in (await field.table(anna, contest)).top]


@pytest.mark.parametrize("collected", [True, False])
async def test_points_places_answers_and_notices_follow_the_corrected_key(
    field: Arena, bank: Bank, collected: bool
) -> None:
    contest = await field.announced(questions={"by": "list", "questions": [1, 2]}, scoring={"penalty": 1})
    anna, boris, vera = await field.enrol(3)
    for student, responses in ((anna, (RIGHT, RIGHT)), (boris, (NOW_RIGHT, RIGHT)), (vera, (RIGHT, 3))):
        field.clock.passes(seconds=10)
        await field.enter(student, contest)
        for response in responses:
            await field.play(student, contest, response)
    a, b, v = (student.student_id for student in (anna, boris, vera))
    assert await points(field, anna, contest) == [(a, 6), (b, 2), (v, 2)]
    with pytest.raises(ContestInState):
        await weigh(field, contest)
    field.clock.passes(hours=1)
    if collected:
        await field.end()
    assert (await rejudge(field, contest)).questions == 0
    corrected = ONE.model_copy(update={"key": NOW_RIGHT, "explanation": "Ошибка в ключе"})
    bank.change(QuestionId(1), corrected, version=2, statistical_version=2)
    other = ONE.model_copy(update={"key": NOW_RIGHT, "text": "Это другой вопрос?"})
    bank.change(QuestionId(2), other, version=2, statistical_version=2)
    weighed = await weigh(field, contest)
    assert (weighed.questions, weighed.answers, len(weighed.moved)) == (1, 3, 3)
    assert await points(field, anna, contest) == [(a, 6), (b, 2), (v, 2)]
    assert bank.value("select count(*) from inbox_messages") == 0
    assert await rejudge(field, contest) == weighed
    assert await points(field, anna, contest) == [(b, 6), (a, 2), (v, -2)]
    told = "select array_agg((student_id, facts ->> 'points')::text order by student_id) from inbox_messages"
    assert bank.value(told) == [f"({a},-4)", f"({b},4)", f"({v},-4)"]
    assert (await rejudge(field, contest)).answers == 0
    if collected:
        assert bank.value("select array_agg(correct order by student_id) from standings") == [1, 2, 0]
        assert bank.value("select count(*) from rejudgements where version = 2") == 3


async def test_a_rejudgement_that_breaks_half_way_changes_nothing(field: Arena, bank: Bank) -> None:
    contest = await field.announced(questions={"by": "list", "questions": [1]})
    [anna] = await field.enrol()
    await field.enter(anna, contest)
    await field.play(anna, contest, RIGHT)
    field.clock.passes(hours=1, seconds=3)
    bank.change(QuestionId(1), ONE.model_copy(update={"key": 2}), version=2, statistical_version=2)
    bank.connection.execute("alter table audit add constraint broken check (action <> 'rejudge_contest')")
    with pytest.raises(Exception, match="broken"):
        await rejudge(field, contest)
    assert await points(field, anna, contest) == [(anna.student_id, 3)]
    assert bank.value("select version from contest_questions") == 1
    assert bank.value("select count(*) from inbox_messages") == 0
