"""Two requests of one student at once end as if one had come after the other."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.account.tokens import IssueTokens, RefreshAccess, digest
from serving.core.errors import TokenRefused
from serving.core.filters.filters import Filters
from serving.core.training.sessions import Mode, ServeId
from serving.db.repositories.refresh_tokens import SqlRefreshTokens
from serving.db.unit_of_work import Transaction
from tests.support.banks import Bank
from tests.support.classrooms import Classroom
from tests.support.fakes import FakeAccessTokens

pytestmark = pytest.mark.anyio

STALE = """
select count(*) from sessions join filters using (student_id, subject)
where finished_at is null and sessions.filters <> filters.chosen
"""


@pytest.mark.parametrize("questions", [1, 40])
async def test_requests_for_the_next_question_at_once_return_one_serve(
    bank: Bank, room: Classroom, questions: int
) -> None:
    bank.add_many(questions)
    anna = await (await room.load()).enrol()
    for _ in range(5):
        session = await room.start(anna)
        served = await asyncio.gather(*(room.next(anna, session) for _ in range(8)))
        assert len({serve.id for serve in served}) == 1


async def test_the_next_question_of_another_round_is_one_serve_too(bank: Bank, room: Classroom) -> None:
    bank.add_many(2)
    anna = await (await room.load()).enrol()
    session = await room.start(anna, Mode.TRAINING)
    for _ in range(8):
        served = await asyncio.gather(*(room.next(anna, session) for _ in range(8)))
        assert len({serve.id for serve in served}) == 1
        await room.answer(anna, served[0].id, 1)


async def test_twenty_answers_to_one_serve_are_one_answer(bank: Bank, room: Classroom) -> None:
    bank.add()
    anna = await (await room.load()).enrol()
    served = await room.next(anna, await room.start(anna))
    verdicts = await asyncio.gather(*(room.answer(anna, served.id, 1 + turn % 3) for turn in range(20)))
    assert all(verdict == verdicts[0] for verdict in verdicts)
    assert verdicts[0].total_points == (3 if verdicts[0].correct else 0)
    assert bank.value("select count(*) from answers") == 1
    assert bank.value("select (points, answered)::text from standings") == f"({verdicts[0].points},1)"


async def test_answers_to_one_question_in_two_sessions_are_two_attempts_and_earn_once(
    bank: Bank, room: Classroom
) -> None:
    bank.add()
    bank.connection.execute("insert into subjects values ('history', 'История')")
    anna = await (await room.load()).enrol()
    for _ in range(5):
        bank.connection.execute("truncate answers, standings, serves, sessions cascade")
        first = (await room.next(anna, await room.start(anna))).id
        second = ServeId(uuid4())
        bank.connection.execute(
            "with another as ("
            " insert into sessions (id, student_id, subject, mode, filters, platform, finished_at)"
            " select gen_random_uuid(), student_id, 'history', mode, filters, platform, null from sessions"
            " returning id)"
            " insert into serves (id, session_id, student_id, question_id, version)"
            " select %s, another.id, student_id, question_id, version from serves, another",
            (second,),
        )
        await asyncio.gather(room.answer(anna, first, 1), room.answer(anna, second, 1))
        assert bank.value("select array_agg(attempt order by id) from answers") == [1, 2]
        assert bank.value("select array_agg(points order by id) from answers") == [3, 0]


async def test_sessions_begun_at_once_leave_one_open(bank: Bank, room: Classroom) -> None:
    bank.add()
    anna = await room.enrol()
    sessions = await asyncio.gather(*(room.start(anna) for _ in range(8)))
    assert len(set(sessions)) == 8
    assert bank.value("select count(*) from sessions where finished_at is null") == 1


async def test_no_session_begun_beside_a_change_of_filters_keeps_the_old_ones(
    bank: Bank, room: Classroom
) -> None:
    bank.add()
    anna = await room.enrol()
    for turn in range(8):
        chosen = Filters(difficulty=(1 + turn % 5,))
        await asyncio.gather(room.start(anna), room.choose(anna, chosen), room.start(anna))
        assert bank.value(STALE) == 0


async def test_a_student_who_is_gone_begins_nothing(bank: Bank, room: Classroom) -> None:
    bank.add()
    anna = await room.enrol()
    bank.connection.execute("delete from students")
    with pytest.raises(TokenRefused):
        await room.start(anna)
    with pytest.raises(TokenRefused):
        await room.choose(anna, Filters(difficulty=(1,)))


async def test_a_token_issued_while_its_family_is_revoked_is_revoked_too(
    bank: Bank, room: Classroom, engine: AsyncEngine
) -> None:
    anna = await room.enrol()
    async with engine.connect() as owner, engine.connect() as thief:
        issue = IssueTokens(FakeAccessTokens(), SqlRefreshTokens(owner), room.clock)
        stolen = await issue(anna.student_id)
        again = RefreshAccess(SqlRefreshTokens(owner), issue, room.clock, Transaction(owner))
        current = await again(stolen.refresh)
        token = await SqlRefreshTokens(owner).lock(digest(current.refresh))
        assert token is not None
        await issue(anna.student_id, token.family)
        reuse = asyncio.create_task(
            RefreshAccess(SqlRefreshTokens(thief), issue, room.clock, Transaction(thief))(stolen.refresh)
        )
        await asyncio.sleep(0.1)
        await owner.commit()
        with pytest.raises(TokenRefused):
            await reuse
    assert bank.value("select count(*) from refresh_tokens") == 0
