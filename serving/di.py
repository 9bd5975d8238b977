"""What every edge builds its use cases from."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random, SystemRandom

from dishka import AnyOf, Provider, Scope, from_context, provide, provide_all
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.access_tokens import SignedAccessTokens
from serving.core.account.log_in import LogIn
from serving.core.account.ports import AccessTokens, Passwords, RefreshTokens, Students
from serving.core.account.tokens import IssueTokens, LogOut, RefreshAccess
from serving.core.filters.choose_filters import ChooseFilters
from serving.core.filters.ports import FilterChoices, QuestionPool
from serving.core.identity import Clock, Origin, UnitOfWork
from serving.core.registration.register_student import RegisterStudent
from serving.core.training.draw_question import DrawQuestion
from serving.core.training.finish_session import FinishSession
from serving.core.training.ports import Answers, Serves, Sessions, Subjects
from serving.core.training.start_session import StartSession
from serving.core.training.submit_answer import SubmitAnswer
from serving.db.follow_bank import follow_bank
from serving.db.question_pool import BitmapPool
from serving.db.repositories.answers import SqlAnswers
from serving.db.repositories.filter_choices import SqlFilterChoices
from serving.db.repositories.refresh_tokens import SqlRefreshTokens
from serving.db.repositories.serves import SqlServes
from serving.db.repositories.sessions import SqlSessions
from serving.db.repositories.students import SqlStudents
from serving.db.repositories.subjects import SqlSubjects
from serving.db.unit_of_work import Transaction, create_engine
from serving.passwords import Argon2Passwords
from serving.settings import Settings, SettingsError


class ProcessProvider(Provider):
    """Lives as long as the process."""

    scope = Scope.APP
    settings = from_context(Settings)

    @provide
    async def engine(self, settings: Settings) -> AsyncIterator[AsyncEngine]:
        if settings.postgres_url is None:
            raise SettingsError("APO_POSTGRES_URL is not set")
        engine = create_engine(settings.postgres_url.get_secret_value())
        yield engine
        await engine.dispose()

    @provide
    async def pool(self, engine: AsyncEngine) -> AsyncIterator[AnyOf[BitmapPool, QuestionPool]]:
        pool = BitmapPool()
        following = asyncio.create_task(follow_bank(pool, engine))
        yield pool
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    @provide
    def access_tokens(self, settings: Settings) -> AccessTokens:
        if settings.secret_key is None:
            raise SettingsError("APO_SECRET_KEY is not set; give at least 32 random characters")
        return SignedAccessTokens(settings.secret_key)

    @provide
    def origin(self, settings: Settings) -> Origin:
        return Origin.SIMULATED if settings.simulated_students else Origin.REAL

    @provide
    def clock(self) -> Clock:
        return lambda: datetime.now(UTC)

    @provide
    def random(self) -> Random:
        return SystemRandom()

    @provide
    def passwords(self) -> Passwords:
        return Argon2Passwords()


class TransactionProvider(Provider):
    """One transaction for one request or update."""

    scope = Scope.REQUEST

    @provide
    async def connection(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        async with engine.connect() as connection:
            yield connection

    work = provide(Transaction, provides=UnitOfWork)
    subjects = provide(SqlSubjects, provides=Subjects)
    choices = provide(SqlFilterChoices, provides=FilterChoices)
    sessions = provide(SqlSessions, provides=Sessions)
    serves = provide(SqlServes, provides=Serves)
    answers = provide(SqlAnswers, provides=Answers)
    students = provide(SqlStudents, provides=Students)
    refresh_tokens = provide(SqlRefreshTokens, provides=RefreshTokens)


class UseCaseProvider(Provider):
    scope = Scope.REQUEST
    use_cases = provide_all(
        RegisterStudent,
        LogIn,
        IssueTokens,
        RefreshAccess,
        LogOut,
        ChooseFilters,
        StartSession,
        DrawQuestion,
        SubmitAnswer,
        FinishSession,
    )


def providers() -> tuple[Provider, ...]:
    return ProcessProvider(), TransactionProvider(), UseCaseProvider()
