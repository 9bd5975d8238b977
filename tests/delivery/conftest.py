from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime
from time import monotonic

import anyio
import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.channels import Sender
from serving.core.broadcasts.gate import Gate
from serving.core.identity import Origin
from serving.db.repositories.deliveries import SqlDeliveries
from serving.db.repositories.runs import SqlRuns
from serving.db.unit_of_work import create_engine
from serving.delivery.channels import deliver, keep_runs

Running = Callable[..., AbstractAsyncContextManager[Gate]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def engine(postgres_url: str, anyio_backend: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(postgres_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def database(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def running(engine: AsyncEngine) -> Running:
    """A runner of the sender and what begins and ends broadcasts; `faster`: how often its clock ticks."""

    @asynccontextmanager
    async def run(sender: Sender, *, pace: float = 25, faster: float = 1) -> AsyncIterator[Gate]:
        def clock() -> datetime:
            return datetime.now(UTC)

        gate = Gate(pace, lambda: monotonic() * faster, lambda seconds: anyio.sleep(seconds / faster))
        async with anyio.create_task_group() as group:
            group.start_soon(keep_runs, engine, SqlRuns(engine, Origin.REAL, clock))
            group.start_soon(deliver, engine, SqlDeliveries(engine, clock), sender, gate)
            with suppress(GeneratorExit):
                yield gate
            group.cancel_scope.cancel()

    return run
