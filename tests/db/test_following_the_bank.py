"""A process learns of a release by itself, whatever happened to its connection."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.filters.filters import Filters
from serving.db import follow_bank as following
from serving.db.question_pool import BitmapPool
from serving.db.unit_of_work import create_engine
from serving.db.upgrade import upgrade_schema
from tests.support.banks import Bank
from tests.support.databases import database

pytestmark = pytest.mark.anyio

LISTENERS = (
    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
    " where datname = current_database() and query = 'listen question_bank'"
)


@asynccontextmanager
async def followed(engine: AsyncEngine) -> AsyncIterator[BitmapPool]:
    pool = BitmapPool()
    task = asyncio.create_task(following.follow_bank(pool, engine))
    yield pool
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 the pool tells nobody that it was swapped
            await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "RETRY_SECONDS", 0.05)


def holds(pool: BitmapPool, questions: int) -> Callable[[], bool]:
    return lambda: pool.loaded and pool.size("geography", Filters()) == questions


async def test_a_notice_brings_the_new_bank(bank: Bank, engine: AsyncEngine) -> None:
    first = bank.add()
    async with followed(engine) as pool:
        await until(holds(pool, 1))
        for expected in range(2, 6):
            bank.add()
            bank.notify()
            await until(holds(pool, expected))
        bank.retire(first)
        bank.notify()
        await until(holds(pool, 4))


async def test_a_cut_connection_is_made_again_and_what_was_missed_is_read(
    bank: Bank, engine: AsyncEngine
) -> None:
    bank.add()
    async with followed(engine) as pool:
        await until(holds(pool, 1))
        assert bank.value(LISTENERS) == 1
        bank.add()
        assert pool.loaded
        await until(holds(pool, 2))
        bank.add()
        bank.notify()
        await until(holds(pool, 3))


async def test_a_database_without_a_schema_is_waited_for(postgres_url: str) -> None:
    with database(postgres_url) as url:
        engine = create_engine(url)
        async with followed(engine) as pool:
            await asyncio.sleep(0.3)
            assert not pool.loaded
            upgrade_schema(url)
            await until(lambda: pool.loaded)
        await engine.dispose()
