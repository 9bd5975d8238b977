"""A pause after wrong passwords and codes, for the account and for the address they came from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import ceil
from typing import Protocol

from serving.core.errors import TooManyAttempts
from serving.core.identity import Address, Clock, UnitOfWork

PAUSE = timedelta(minutes=15)


class Door(StrEnum):
    PASSWORD = "password"  # noqa: S105 a name, not a secret
    CODE = "code"
    RESET = "reset"
    MAIL = "mail"


BY_ACCOUNT = 5
BY_ADDRESS = {Door.PASSWORD: 50, Door.CODE: 5, Door.RESET: 50, Door.MAIL: 20}
"""A school shares one address, so only a code, which names no account, is limited by address to five."""


class Attempts(Protocol):
    async def spend(self, key: str, limit: int, now: datetime, pause: timedelta) -> datetime | None:
        """Counts one more attempt; when `limit` were counted already, the moment of the last of them.

        What is older than `pause` is forgotten. Attempts of one key wait for each other.
        """
        ...

    async def forget(self, key: str) -> None: ...

    async def give_back(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Try:
    """Counted before the secret is looked at, so that guesses sent at once are counted too."""

    attempts: Attempts
    clock: Clock
    address: Address
    work: UnitOfWork

    async def __call__(self, door: Door, account: str | None = None) -> None:
        """Commits; raises TooManyAttempts."""
        now = self.clock()
        blocked = []
        for key, limit in self._limits(door, account):
            last = await self.attempts.spend(key, limit, now, PAUSE)
            blocked += [] if last is None else [last + PAUSE - now]
        await self.work.commit()
        if blocked:
            raise TooManyAttempts(max(1, ceil(max(blocked).total_seconds())))

    async def succeeded(self, door: Door, account: str | None = None) -> None:
        """Does not commit."""
        if account is not None:
            await self.attempts.forget(_key(door, "account", account))
        await self.attempts.give_back(_key(door, "address", self.address))

    def _limits(self, door: Door, account: str | None) -> list[tuple[str, int]]:
        limits = [(_key(door, "address", self.address), BY_ADDRESS[door])]
        if account is not None:
            limits.append((_key(door, "account", account), BY_ACCOUNT))
        return limits


def _key(door: Door, whose: str, name: str) -> str:
    return f"{door}:{whose}:{sha256(name.encode(errors='surrogatepass')).hexdigest()}"
