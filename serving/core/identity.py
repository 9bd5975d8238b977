"""Who acts, and when: injected into every use case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

StudentId = NewType("StudentId", int)
Clock = Callable[[], datetime]
"""The moment now, aware of its zone."""


class Origin(StrEnum):
    REAL = "real"
    SIMULATED = "simulated"
    IMPORTED = "imported"


class Platform(StrEnum):
    REST = "rest"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class Actor:
    student_id: StudentId
    platform: Platform


class UnitOfWork(Protocol):
    """One transaction; leaving a use case without `commit` rolls it back."""

    async def commit(self) -> None: ...
