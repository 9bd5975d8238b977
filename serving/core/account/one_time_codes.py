"""Codes that work once, for ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import choice, token_urlsafe
from typing import Protocol

from serving.core.account.tokens import digest
from serving.core.identity import Clock, StudentId

LIFETIME = timedelta(minutes=10)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8
"""Of 32 letters that are not mistaken for each other: 40 bits against five guesses."""


class Purpose(StrEnum):
    LOG_IN = "log_in"
    LINK_TELEGRAM = "link_telegram"
    RESET_PASSWORD = "reset_password"  # noqa: S105 a name, not a secret


class OneTimeCodes(Protocol):
    async def replace(
        self, sha256: str, student_id: StudentId, purpose: Purpose, expires_at: datetime
    ) -> None:
        """The student's earlier code for the purpose stops working."""
        ...

    async def take(self, sha256: str, purpose: Purpose, now: datetime) -> StudentId | None:
        """Whose it is, once."""
        ...


@dataclass(frozen=True, slots=True)
class Offered:
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OfferCode:
    """A part of other use cases: it does not commit."""

    codes: OneTimeCodes
    clock: Clock

    async def __call__(self, student_id: StudentId, purpose: Purpose) -> Offered:
        code = token_urlsafe(24) if purpose is Purpose.LINK_TELEGRAM else typed_code()
        offered = Offered(code, self.clock() + LIFETIME)
        await self.codes.replace(stored(code, purpose), student_id, purpose, offered.expires_at)
        return offered


@dataclass(frozen=True, slots=True)
class TakeCode:
    """A part of other use cases: it does not commit."""

    codes: OneTimeCodes
    clock: Clock

    async def __call__(self, code: str, purpose: Purpose) -> StudentId | None:
        return await self.codes.take(stored(code, purpose), purpose, self.clock())


def typed_code() -> str:
    letters = "".join(choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def stored(code: str, purpose: Purpose) -> str:
    """By its hash only; dashes, spaces and the case of a typed code do not matter."""
    plain = code if purpose is Purpose.LINK_TELEGRAM else "".join(filter(str.isalnum, code.upper()))
    return digest(f"{purpose}:{plain}")
