from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.unit_of_work import create_engine
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
def room(engine: AsyncEngine, bank: Bank) -> Classroom:
    return Classroom(engine)
