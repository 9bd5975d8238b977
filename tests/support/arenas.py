"""Contests by the use cases that every edge has, at a clock that stands until it is moved."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from dishka import AsyncContainer, Provider, Scope, make_async_container
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.announce_contest import AnnounceContest
from serving.core.contests.contests import Asked, Attempt, ContestId, Place, Plan, Table
from serving.core.contests.draft_contest import DraftContest
from serving.core.contests.enter_contest import EnterContest
from serving.core.contests.show_contests import ShowTable
from serving.core.contests.take_part import AnswerInContest, NextInContest
from serving.core.identity import Actor, Address, Clock, Platform, StudentId
from serving.core.roles.roles import Operator
from serving.core.training.sessions import Response
from serving.db.lazy_connection import AlonePool
from serving.db.repositories.contest_ends import SqlContestEnds
from serving.di import providers
from serving.settings import Settings
from tests.support.fakes import FakeClock
from tests.support.rest import settings

UseCase = TypeVar("UseCase")
Answer = TypeVar("Answer")
BOSS = Operator("boss")

ENROL = text("""
insert into students (surname, name, grade, school, region, subject, origin, consented_at)
select 'Иванова', 'Анна', :grade, '1', 'Москва', 'geography', 'real', now()
from generate_series(1, :count) returning id
""")


@dataclass(frozen=True, slots=True)
class Arena:
    container: AsyncContainer
    engine: AsyncEngine
    alone: AlonePool
    clock: FakeClock = field(default_factory=FakeClock)

    async def do(self, kind: type[UseCase], call: Callable[[UseCase], Awaitable[Answer]]) -> Answer:
        async with self.container() as request:
            return await call(await request.get(kind))

    def plan(self, **changes: object) -> Plan:
        """Two questions from now on, for an hour."""
        return Plan.model_validate(
            {
                "title": "Кубок",
                "subject": "geography",
                "questions": {"by": "filters", "count": 2, "seed": 1},
                "starts_at": self.clock(),
                "ends_at": self.clock() + timedelta(hours=1),
            }
            | changes
        )

    async def announced(self, **changes: object) -> ContestId:
        contest_id = await self.do(DraftContest, lambda draft: draft(BOSS, self.plan(**changes)))
        await self.do(AnnounceContest, lambda announce: announce(BOSS, contest_id))
        return contest_id

    async def enrol(self, count: int = 1, grade: str = "9") -> list[Actor]:
        async with self.engine.begin() as connection:
            rows = await connection.execute(ENROL, {"count": count, "grade": grade})
            return [Actor(StudentId(row.id), Platform.REST) for row in rows]

    async def enter(self, actor: Actor, contest_id: ContestId, code: str | None = None) -> Attempt:
        return await self.do(EnterContest, lambda enter: enter(actor, contest_id, code))

    async def next(self, actor: Actor, contest_id: ContestId) -> Asked:
        return await self.do(NextInContest, lambda draw: draw(actor, contest_id))

    async def answer(self, actor: Actor, contest_id: ContestId, place: int, response: Response) -> Asked:
        return await self.do(
            AnswerInContest, lambda answer: answer(actor, contest_id, Place(place), response)
        )

    async def play(self, actor: Actor, contest_id: ContestId, response: Response) -> Asked:
        asked = await self.next(actor, contest_id)
        return await self.answer(actor, contest_id, asked.place, response)

    async def table(self, actor: Actor, contest_id: ContestId) -> Table:
        return await self.do(ShowTable, lambda show: show(actor.student_id, contest_id))

    async def end(self) -> bool:
        """What the process that delivers does every half a second."""
        return await SqlContestEnds(self.engine, self.clock).collect()


@asynccontextmanager
async def arena(postgres_url: str, engine: AsyncEngine) -> AsyncIterator[Arena]:
    clock = FakeClock()
    given = Provider(scope=Scope.APP)
    given.provide(lambda: clock, provides=Clock)
    given.provide(lambda: Address("a test"), provides=Address, scope=Scope.REQUEST)
    container = make_async_container(*providers(), given, context={Settings: settings(postgres_url)})
    try:
        yield Arena(container, engine, await container.get(AlonePool), clock)
    finally:
        await container.close()
