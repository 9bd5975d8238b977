"""The FastAPI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dishka import AsyncContainer, make_async_container
from dishka.integrations.fastapi import FastapiProvider
from fastapi import FastAPI

from serving.api import (
    account,
    auth,
    broadcasts,
    contests,
    duels,
    exports,
    filters,
    health,
    inbox,
    leaderboards,
    live_standings,
    managed_contests,
    metrics,
    opt_outs,
    personal_tokens,
    photos,
    reports,
    roles,
    statistics,
    subjects,
    training,
    webhooks,
)
from serving.api.errors import add_error_handlers
from serving.api.identity import BearerProvider
from serving.api.live_standings import LiveProvider
from serving.api.middlewares.stack import surround
from serving.api.openapi import describe
from serving.core.account.ports import AccessTokens
from serving.db.expired_rows import ExpiredRows
from serving.db.question_pool import BitmapPool
from serving.di import providers
from serving.files import Files
from serving.mail.smtp import SmtpMailer
from serving.settings import Settings


def create_container(settings: Settings) -> AsyncContainer:
    return make_async_container(
        *providers(), BearerProvider(), LiveProvider(), FastapiProvider(), context={Settings: settings}
    )


def create_app(settings: Settings) -> FastAPI:
    """Settings that are missing are named when the application starts, not at the first request."""
    container = create_container(settings)
    app = FastAPI(
        title="APO trainer",
        version="1",
        lifespan=lambda _: living(container),
        generate_unique_id_function=lambda route: route.name,
    )
    for feature in (  # what is asked for most is found first
        training,
        auth,
        personal_tokens,
        account,
        subjects,
        filters,
        photos,
        statistics,
        leaderboards,
        reports,
        roles,
        broadcasts,
        opt_outs,
        inbox,
        exports,
        contests,
        duels,
        live_standings,
        managed_contests,
        webhooks,
    ):
        app.include_router(feature.router, prefix="/v1")
    app.include_router(exports.links, prefix="/v1")
    for router in (health.router, metrics.router):
        app.include_router(router)
    add_error_handlers(app)
    describe(app)
    surround(app, container, settings)
    return app


@asynccontextmanager
async def living(container: AsyncContainer) -> AsyncIterator[None]:
    await container.get(AccessTokens)
    await container.get(BitmapPool)
    await container.get(ExpiredRows)
    await container.get(SmtpMailer)
    await container.get(Files)
    yield
    await container.close()
