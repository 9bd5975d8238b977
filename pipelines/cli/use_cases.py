"""Use cases of serving at the command line, built as the other edges build them."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from typing import TypeVar

from dishka import Provider, Scope, make_async_container, provide
from pydantic import SecretStr

from pipelines.cli.progress import say
from pipelines.local.services import Store, services
from pipelines.refusal import Refusal
from serving.core.errors import ProductError
from serving.core.identity import Address
from serving.core.roles.roles import Operator
from serving.di import providers
from serving.settings import Settings

UseCase = TypeVar("UseCase")
Answer = TypeVar("Answer")


class CommandLine(Provider):
    @provide(scope=Scope.REQUEST)
    def address(self) -> Address:
        return Address("command line")


def operator() -> Operator:
    return Operator(getpass.getuser())


def run_use_case(
    settings: Settings,
    command: str,
    kind: type[UseCase],
    call: Callable[[UseCase], Awaitable[Answer]],
    refusals: dict[type[ProductError], str],
) -> Answer:
    """Raises Refusal with the sentence of `refusals`, where `{name}` is a field of the error."""
    with services(settings, progress=say, stores=[Store.POSTGRES], command=command) as endpoints:
        given = settings.model_copy(update={"postgres_url": SecretStr(endpoints.postgres_url)})
        try:
            return asyncio.run(_run(given, kind, call))
        except ProductError as error:
            if type(error) not in refusals:
                raise
            raise Refusal(refusals[type(error)].format_map(vars(error))) from error


async def _run(
    settings: Settings, kind: type[UseCase], call: Callable[[UseCase], Awaitable[Answer]]
) -> Answer:
    container = make_async_container(*providers(), CommandLine(), context={Settings: settings})
    try:
        async with container() as request:
            return await call(await request.get(kind))
    finally:
        await container.close()
