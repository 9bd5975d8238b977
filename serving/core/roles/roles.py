"""The roles there are, and who has which."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from serving.core.identity import Platform, StudentId


class Role(StrEnum):
    """An analyst reads every subject, an admin also publishes and sends; a department has its own."""

    STUDENT = "student"
    """Of everybody who was granted nothing."""
    DEPARTMENT = "department"
    ANALYST = "analyst"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody at the command line, who holds the address of the database and so may do everything."""

    name: str

    @property
    def platform(self) -> Platform:
        return Platform.CLI


@dataclass(frozen=True, slots=True)
class Grant:
    """`subjects`: the codes that the role is about; all of them, unless it is a department's."""

    role: Role
    subjects: AbstractSet[str] = frozenset()


class Roles(Protocol):
    async def of(self, student_id: StudentId) -> Grant: ...

    async def every_subject(self) -> AbstractSet[str]: ...

    async def find(self, email: str) -> StudentId | None: ...

    async def lock(self, student_id: StudentId) -> bool:
        """Until the end of the transaction; False when there is no such student."""
        ...

    async def grant(self, student_id: StudentId, grant: Grant) -> None:
        """Instead of what was granted before."""
        ...
