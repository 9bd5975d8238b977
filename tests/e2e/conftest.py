from functools import partial

import pytest
from argon2 import PasswordHasher

from serving.passwords import Argon2Passwords


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("serving.di.Argon2Passwords", partial(Argon2Passwords, hasher))
