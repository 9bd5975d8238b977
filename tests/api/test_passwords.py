"""A stranger's e-mail costs an attacker as much time as a wrong password."""

from time import perf_counter

import pytest
from argon2 import PasswordHasher, extract_parameters
from pydantic import SecretStr

from serving.passwords import NOBODY, Argon2Passwords

pytestmark = pytest.mark.anyio

PASSWORDS = Argon2Passwords()
COSTS = ("type", "version", "memory_cost", "time_cost", "parallelism")


async def test_a_password_matches_its_own_hash_only() -> None:
    stored = await PASSWORDS.hash(SecretStr("long enough"))
    assert stored != await PASSWORDS.hash(SecretStr("long enough"))
    assert await PASSWORDS.matches(stored, SecretStr("long enough"))
    assert not await PASSWORDS.matches(stored, SecretStr("Long enough"))


async def test_nobody_is_checked_at_the_cost_of_somebody() -> None:
    nobody, somebody = extract_parameters(NOBODY), extract_parameters(PasswordHasher().hash("x"))
    assert [getattr(nobody, cost) for cost in COSTS] == [getattr(somebody, cost) for cost in COSTS]


async def test_nobody_never_matches_and_takes_as_long() -> None:
    async def fastest(stored: str | None) -> float:
        seconds = []
        for _ in range(5):
            started = perf_counter()
            assert not await PASSWORDS.matches(stored, SecretStr("wrong"))
            seconds.append(perf_counter() - started)
        return min(seconds)

    known = await fastest(await PASSWORDS.hash(SecretStr("long enough")))
    assert 0.4 < await fastest(None) / known < 2.5
