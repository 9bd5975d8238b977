"""Who acts, and when: injected into every use case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

StudentId = NewType("StudentId", int)
TelegramId = NewType("TelegramId", int)
Address = NewType("Address", str)
"""Where a request comes from: of the network for REST, of the chat for the bot."""

Clock = Callable[[], datetime]
"""The moment now, aware of its zone."""


class Origin(StrEnum):
    REAL = "real"
    SIMULATED = "simulated"
    IMPORTED = "imported"


class Platform(StrEnum):
    REST = "rest"
    TELEGRAM = "telegram"
    CLI = "cli"


class Scope(StrEnum):
    """What a personal token may do; who logged in may do everything."""

    READ = "read"
    TRAIN = "train"
    ACCOUNT = "account"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    student_id: StudentId
    platform: Platform
    scopes: frozenset[Scope] = frozenset(Scope)


class UnitOfWork(Protocol):
    """One transaction; leaving a use case without `commit` rolls it back."""

    async def commit(self) -> None: ...

    async def roll_back(self) -> None:
        """Undoes what was done since the last commit."""
        ...
