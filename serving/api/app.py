"""The FastAPI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dishka import AsyncContainer, make_async_container
from dishka.integrations.fastapi import FastapiProvider, setup_dishka
from fastapi import APIRouter, FastAPI

from serving.api import auth, filters, health, subjects, training
from serving.api.errors import add_error_handlers
from serving.api.identity import BearerProvider
from serving.core.account.ports import AccessTokens
from serving.db.question_pool import BitmapPool
from serving.di import providers
from serving.settings import Settings


def create_container(settings: Settings) -> AsyncContainer:
    return make_async_container(
        *providers(), BearerProvider(), FastapiProvider(), context={Settings: settings}
    )


def create_app(settings: Settings) -> FastAPI:
    """Settings that are missing are named when the application starts, not at the first request."""
    container = create_container(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await container.get(AccessTokens)
        await container.get(BitmapPool)
        yield
        await container.close()

    app = FastAPI(
        title="APO trainer",
        version="1",
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    v1 = APIRouter(prefix="/v1")
    for feature in (auth, subjects, filters, training):
        v1.include_router(feature.router)
    app.include_router(v1)
    app.include_router(health.router)
    add_error_handlers(app)
    setup_dishka(container, app)
    return app
