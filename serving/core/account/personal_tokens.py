"""Personal tokens: for programs of a student, with scopes and an expiry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

from serving.core.identity import Scope, StudentId

PersonalTokenId = NewType("PersonalTokenId", int)
PREFIX = "apo_"
MOST = 50


@dataclass(frozen=True, slots=True)
class PersonalToken:
    """Of the secret only its hash is stored."""

    id: PersonalTokenId
    title: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class PersonalTokens(Protocol):
    async def add(
        self,
        student_id: StudentId,
        sha256: str,
        title: str,
        scopes: frozenset[Scope],
        now: datetime,
        expires_at: datetime,
    ) -> PersonalTokenId:
        """Additions of one student wait for each other; raises TokenRefused when he is gone."""
        ...

    async def count(self, student_id: StudentId) -> int: ...

    async def all(self, student_id: StudentId, after: int, most: int) -> Sequence[PersonalToken]: ...

    async def use(self, sha256: str, now: datetime) -> tuple[StudentId, frozenset[Scope]] | None:
        """Whose it is, unless it has expired; notes the use."""
        ...

    async def remove(self, token_id: PersonalTokenId, student_id: StudentId) -> bool: ...

    async def remove_all(self, student_id: StudentId) -> None: ...
