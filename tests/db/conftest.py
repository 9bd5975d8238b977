from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.lazy_connection import AlonePool
from serving.db.unit_of_work import alone_pool, create_engine
from tests.support.arenas import Arena, arena
from tests.support.banks import Bank, released_bank
from tests.support.classrooms import Classroom


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Bank]:
    with released_bank(postgres_url) as bank:
        yield bank


@pytest.fixture
async def engine(postgres_url: str, anyio_backend: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(postgres_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def alone(postgres_url: str, anyio_backend: str) -> AsyncIterator[AlonePool]:
    async with alone_pool(postgres_url) as pool:
        yield pool


@pytest.fixture
def room(engine: AsyncEngine, alone: AlonePool, bank: Bank) -> Classroom:
    return Classroom(engine, alone)


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine, bank: Bank) -> AsyncIterator[Arena]:
    bank.add_many(3)
    async with arena(postgres_url, engine) as found:
        yield found
