"""Use cases of serving at the command line, built as the other edges build them."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg
from dishka import Provider, Scope, make_async_container, provide
from pydantic import SecretStr
from sqlalchemy.exc import DBAPIError

from pipelines.cli.progress import say
from pipelines.local.services import Store, services
from pipelines.refusal import Refusal
from pipelines.stores.addresses import host_and_port
from pipelines.stores.postgres import PostgresError
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
    """Raises PostgresError, and Refusal with the sentence of `refusals`: `{name}` is a field of the error."""
    with services(settings, progress=say, stores=[Store.POSTGRES], command=command) as endpoints:
        given = settings.model_copy(update={"postgres_url": SecretStr(endpoints.postgres_url)})
        try:
            return asyncio.run(_run(given, kind, call))
        except ProductError as error:
            if type(error) not in refusals:
                raise
            raise Refusal(refusals[type(error)].format_map(vars(error))) from error
        except DBAPIError as error:
            raise _explained(error.orig, endpoints.postgres_url) from error
        except psycopg.Error as error:
            raise _explained(error, endpoints.postgres_url) from error


def _explained(error: BaseException | None, url: str) -> PostgresError:
    place = host_and_port(url, 5432)
    if isinstance(error, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return PostgresError(f"PostgreSQL at {place} has no schema or an old one. Run `apo db upgrade`.")
    return PostgresError(f"PostgreSQL at {place} failed: {' '.join(str(error).split())[:300]}")


async def _run(
    settings: Settings, kind: type[UseCase], call: Callable[[UseCase], Awaitable[Answer]]
) -> Answer:
    container = make_async_container(*providers(), CommandLine(), context={Settings: settings})
    try:
        async with container() as request:
            return await call(await request.get(kind))
    finally:
        await container.close()
