from collections.abc import AsyncIterator, Iterator
from functools import partial

import pytest
from argon2 import PasswordHasher
from httpx import AsyncClient

from serving.passwords import Argon2Passwords
from tests.support.banks import EVERY_KIND, Bank, released_bank
from tests.support.rest import Student, registered, running, settings


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("serving.di.Argon2Passwords", partial(Argon2Passwords, hasher))


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Bank]:
    with released_bank(postgres_url) as bank:
        yield bank


@pytest.fixture
async def http(postgres_url: str, bank: Bank, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with running(settings(postgres_url)) as client:
        yield client


@pytest.fixture
async def anna(http: AsyncClient) -> Student:
    return await registered(http)


@pytest.fixture
async def boss(anna: Student, bank: Bank) -> Student:
    for question in EVERY_KIND:
        bank.add(question)
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    return anna
