"""The use cases of training over a real database, each call as a request of its own."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from random import Random
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.core.filters.choose_filters import ChooseFilters
from serving.core.filters.filters import Filters
from serving.core.identity import Actor, Origin, Platform, StudentId, UnitOfWork
from serving.core.registration.profile import Registration
from serving.core.training.adaptive_draw import AdaptiveDraw
from serving.core.training.draw_question import DrawQuestion
from serving.core.training.finish_session import FinishSession
from serving.core.training.mistake_draw import MistakeDraw
from serving.core.training.sessions import Mode, Response, Served, ServeId, SessionId, Summary, Verdict
from serving.core.training.start_session import StartSession
from serving.core.training.submit_answer import SubmitAnswer
from serving.core.training.uniform_draw import UniformDraw
from serving.db.bitmaps import load_bitmaps
from serving.db.lazy_connection import AlonePool, lazy_connection
from serving.db.question_pool import BitmapPool
from serving.db.repositories.abilities import SqlAbilities
from serving.db.repositories.answers import SqlAnswers
from serving.db.repositories.filter_choices import SqlFilterChoices
from serving.db.repositories.goals import SqlGoals
from serving.db.repositories.mistakes import SqlMistakes
from serving.db.repositories.serves import SqlServes
from serving.db.repositories.sessions import KnownSessions, SqlSessions
from serving.db.repositories.students import SqlStudents
from serving.db.repositories.subjects import SqlSubjects
from serving.db.unit_of_work import Transaction
from tests.support.fakes import FakeClock


@dataclass(frozen=True, slots=True)
class Classroom:
    engine: AsyncEngine
    alone: AlonePool
    pool: BitmapPool = field(default_factory=BitmapPool)
    clock: FakeClock = field(default_factory=FakeClock)
    random: Random = field(default_factory=lambda: Random(1))
    known: KnownSessions = field(default_factory=KnownSessions)

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return lazy_connection(self.engine, self.alone)

    async def load(self) -> "Classroom":
        self.pool.swap(await load_bitmaps(self.engine))
        return self

    async def enrol(self, *, zone: str = "Europe/Moscow", subject: str = "geography") -> Actor:
        registration = Registration.model_validate(
            {"email": f"{uuid4().hex}@school.ru", "password": "long enough", "surname": "Иванова"}
            | {"name": "Анна", "grade": 9, "school": "1", "region": "Москва", "subject": subject}
            | {"consent": True}
        )
        async with self.engine.begin() as connection:
            added = await SqlStudents(connection).add(registration, "hash", Origin.REAL, self.clock())
            values = {"zone": zone, "id": added}
            await connection.execute(text("update students set time_zone = :zone where id = :id"), values)
        return Actor(StudentId(added), Platform.REST)

    async def start(self, actor: Actor, mode: Mode | None = None, *, subject: str = "geography") -> SessionId:
        async with self.connection() as connection:
            start = StartSession(
                SqlSubjects(connection),
                SqlFilterChoices(connection),
                SqlSessions(connection, self.known),
                self.clock,
                Transaction(connection),
            )
            return (await start(actor, subject, mode)).id

    async def choose(self, actor: Actor, filters: Filters, *, subject: str = "geography") -> None:
        async with self.connection() as connection:
            choose = ChooseFilters(
                SqlSubjects(connection),
                SqlFilterChoices(connection),
                SqlSessions(connection, self.known),
                self.clock,
                Transaction(connection),
            )
            await choose(actor, subject, filters)

    def draw(self, connection: AsyncConnection, work: UnitOfWork) -> DrawQuestion:
        serves = SqlServes(connection)
        uniform = UniformDraw(serves, self.pool, self.random, self.clock)
        abilities, mistakes = SqlAbilities(connection), SqlMistakes(connection)
        return DrawQuestion(
            SqlSessions(connection, self.known),
            serves,
            uniform,
            AdaptiveDraw(serves, self.pool, abilities, uniform, self.random, self.clock),
            MistakeDraw(serves, self.pool, mistakes, SqlGoals(connection), self.clock),
            work,
        )

    async def next(self, actor: Actor, session: SessionId) -> Served:
        async with self.connection() as connection:
            return await self.draw(connection, Transaction(connection))(actor, session)

    async def answer(self, actor: Actor, serve: ServeId, response: Response) -> Verdict:
        async with self.connection() as connection:
            submit = SubmitAnswer(
                SqlServes(connection), SqlAnswers(connection), self.clock, Transaction(connection)
            )
            return await submit(actor, serve, response)

    async def play(self, actor: Actor, session: SessionId, response: Response = 1) -> Served:
        served = await self.next(actor, session)
        await self.answer(actor, served.id, response)
        return served

    async def finish(self, actor: Actor, session: SessionId) -> Summary:
        async with self.connection() as connection:
            return await FinishSession(
                SqlSessions(connection, self.known), self.clock, Transaction(connection)
            )(actor, session)
