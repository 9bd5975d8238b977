"""The container of an edge holds everything that its routes ask for."""

import sys
from types import FunctionType
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from aiogram import Bot
from dishka import FromComponent, Provider, make_async_container
from dishka.exceptions import GraphMissingFactoryError
from dishka.integrations.fastapi import FastapiProvider
from fastapi.routing import iter_route_contexts

from bot.app import create_container as create_bot_container
from serving.api.app import create_app, create_container
from serving.api.identity import BearerProvider
from serving.api.live_standings import LiveProvider
from serving.core.account.ports import AccessTokens
from serving.core.identity import Actor
from serving.core.training.submit_answer import SubmitAnswer
from serving.db.question_pool import BitmapPool
from serving.di import ProcessProvider, TransactionProvider, providers
from serving.settings import Settings, SettingsError
from tests.support.rest import SECRET, settings

NOWHERE = settings("postgresql://127.0.0.1:1/nowhere")


def test_building_the_container_of_the_api_finds_nothing_unwired() -> None:
    create_container(NOWHERE)


def test_building_the_container_of_the_bot_finds_nothing_unwired() -> None:
    create_bot_container(NOWHERE, Bot("42:TEST"))


def test_creating_the_application_opens_nothing() -> None:
    assert create_app(NOWHERE).title == "APO trainer"


@pytest.mark.parametrize("missing", [ProcessProvider, TransactionProvider])
def test_a_provider_that_is_left_out_is_noticed(missing: type[Provider]) -> None:
    rest = [provider for provider in providers() if not isinstance(provider, missing)]
    with pytest.raises(GraphMissingFactoryError):
        make_async_container(*rest, BearerProvider(), FastapiProvider(), context={Settings: NOWHERE})


def test_all_that_a_route_asks_for_is_provided() -> None:
    every = (*providers(), BearerProvider(), LiveProvider(), FastapiProvider())
    provided = {made.provides.type_hint for provider in every for made in provider.factories}
    provided |= {other.provides.type_hint for provider in every for other in provider.aliases}
    modules = {
        sys.modules[route.endpoint.__module__]
        for route in iter_route_contexts(create_app(NOWHERE).routes)
        if route.endpoint is not None and route.endpoint.__module__.startswith("serving.api")
    }
    asked = {
        get_args(hint)[0]
        for module in modules
        for function in vars(module).values()
        if isinstance(function, FunctionType) and function.__module__ == module.__name__
        for hint in get_type_hints(function, include_extras=True).values()
        if get_origin(hint) is Annotated and FromComponent() in get_args(hint)[1:]
    }
    assert {Actor, SubmitAnswer, BitmapPool} <= asked
    assert asked <= provided


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("incomplete", "wanted", "variable"),
    [
        (
            Settings(postgres_url="postgresql://127.0.0.1:1/nowhere", _env_file=None),
            AccessTokens,
            "SECRET_KEY",
        ),
        (Settings(secret_key=SECRET, _env_file=None), BitmapPool, "POSTGRES_URL"),
    ],
)
async def test_a_missing_setting_is_named_at_the_start(
    incomplete: Settings, wanted: type[object], variable: str
) -> None:
    container = create_container(incomplete)
    with pytest.raises(SettingsError, match=f"APO_{variable} is not set"):
        await container.get(wanted)
    await container.close()
