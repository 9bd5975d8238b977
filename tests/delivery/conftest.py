import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from time import monotonic

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

        gate = Gate(pace, lambda: monotonic() * faster, lambda seconds: asyncio.sleep(seconds / faster))
        works = (
            keep_runs(engine, SqlRuns(engine, Origin.REAL, clock)),
            deliver(engine, SqlDeliveries(engine, clock), sender, gate),
        )
        tasks = [asyncio.create_task(work) for work in works]
        try:
            yield gate
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    return run
