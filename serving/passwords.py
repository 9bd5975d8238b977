"""Passwords by argon2id, hashed in a thread so that the event loop goes on."""

import asyncio
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from pydantic import SecretStr

NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZS1maXhlZC1zYWx0$Zm9yLW5vYm9keS1hbmQtbmV2ZXItbWF0Y2hpbmctYW55"


@dataclass(frozen=True, slots=True)
class Argon2Passwords:
    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    async def hash(self, password: SecretStr) -> str:
        return await asyncio.to_thread(self.hasher.hash, password.get_secret_value())

    async def matches(self, password_hash: str | None, password: SecretStr) -> bool:
        try:
            await asyncio.to_thread(self.hasher.verify, password_hash or NOBODY, password.get_secret_value())
        except VerifyMismatchError:
            return False
        return password_hash is not None
