"""What every edge builds its use cases from."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random, SystemRandom

from dishka import AnyOf, Provider, Scope, from_context, provide
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.access_tokens import SignedAccessTokens
from serving.account_di import AccountProcessProvider, AccountProvider
from serving.admin_di import AdminProvider
from serving.contest_di import ContestProvider
from serving.core.account.ports import AccessTokens, Passwords
from serving.core.filters.ports import QuestionPool
from serving.core.identity import Clock, Origin, UnitOfWork
from serving.db.follow_bank import follow_bank
from serving.db.lazy_connection import AlonePool, lazy_connection
from serving.db.question_pool import BitmapPool
from serving.db.repositories.sessions import KnownSessions
from serving.db.unit_of_work import OneByOne, Transaction, alone_pool, create_engine, one_by_one
from serving.files import Files, open_files
from serving.passwords import Argon2Passwords
from serving.settings import Settings, SettingsError
from serving.training_di import TrainingProvider
from serving.webhook_di import WebhookProvider


class ProcessProvider(Provider):
    """Lives as long as the process."""

    scope = Scope.APP
    settings = from_context(Settings)

    @provide
    async def engine(self, settings: Settings) -> AsyncIterator[AsyncEngine]:
        engine = create_engine(_postgres_url(settings))
        yield engine
        await engine.dispose()

    @provide
    async def one_by_one(self, settings: Settings) -> AsyncIterator[OneByOne]:
        engine = one_by_one(_postgres_url(settings))
        yield engine
        await engine.dispose()

    @provide
    async def alone(self, settings: Settings) -> AsyncIterator[AlonePool]:
        async with alone_pool(_postgres_url(settings)) as pool:
            yield pool

    @provide
    def known_sessions(self) -> KnownSessions:
        return KnownSessions()

    @provide
    async def pool(self, engine: AsyncEngine) -> AsyncIterator[AnyOf[BitmapPool, QuestionPool]]:
        pool = BitmapPool()
        following = asyncio.create_task(follow_bank(pool, engine))
        yield pool
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    @provide
    def files(self, settings: Settings) -> Files:
        return open_files(settings.files)

    @provide
    def access_tokens(self, settings: Settings) -> AccessTokens:
        if settings.secret_key is None:
            raise SettingsError("APO_SECRET_KEY is not set; give at least 32 random characters")
        return SignedAccessTokens(settings.secret_key, previous=settings.previous_secret_key)

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
    async def connection(self, engine: AsyncEngine, alone: AlonePool) -> AsyncIterator[AsyncConnection]:
        async with lazy_connection(engine, alone) as connection:
            yield connection

    work = provide(Transaction, provides=AnyOf[Transaction, UnitOfWork])


def providers() -> tuple[Provider, ...]:
    return (
        ProcessProvider(),
        TransactionProvider(),
        AccountProcessProvider(),
        AccountProvider(),
        TrainingProvider(),
        AdminProvider(),
        ContestProvider(),
        WebhookProvider(),
    )


def _postgres_url(settings: Settings) -> str:
    if settings.postgres_url is None:
        raise SettingsError("APO_POSTGRES_URL is not set")
    return settings.postgres_url.get_secret_value()
