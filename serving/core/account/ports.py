"""What proving who one is needs from the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pydantic import SecretStr

from serving.core.identity import Origin, StudentId, TelegramId
from serving.core.registration.profile import Registration, TelegramRegistration


class Passwords(Protocol):
    async def hash(self, password: SecretStr) -> str: ...

    async def matches(self, password_hash: str | None, password: SecretStr) -> bool:
        """Takes as long for an unknown student (no hash) as for a wrong password."""
        ...


class AccessTokens(Protocol):
    @property
    def seconds(self) -> int:
        """How long a token lives."""
        ...

    def issue(self, student_id: StudentId, now: datetime) -> str: ...

    def read(self, token: str, now: datetime) -> StudentId:
        """Raises TokenRefused."""
        ...


class Students(Protocol):
    async def add(
        self, registration: Registration, password_hash: str, origin: Origin, now: datetime
    ) -> StudentId:
        """Raises EmailTaken."""
        ...

    async def add_from_telegram(
        self, telegram_id: TelegramId, registration: TelegramRegistration, origin: Origin, now: datetime
    ) -> StudentId:
        """Raises TelegramTaken."""
        ...

    async def credentials(self, email: str) -> tuple[StudentId, str] | None: ...

    async def by_telegram(self, telegram_id: TelegramId) -> StudentId | None: ...

    async def set_password(self, student_id: StudentId, password_hash: str) -> None: ...

    async def link(self, student_id: StudentId, telegram_id: TelegramId) -> None:
        """Raises TelegramTaken."""
        ...

    async def unlink(self, student_id: StudentId) -> None:
        """Raises LastWayIn when there is no password."""
        ...


@dataclass(frozen=True, slots=True)
class RefreshToken:
    student_id: StudentId
    family: UUID
    expires_at: datetime
    used: bool


class RefreshTokens(Protocol):
    async def add(self, sha256: str, token: RefreshToken) -> None: ...

    async def lock(self, sha256: str) -> RefreshToken | None: ...

    async def mark_used(self, sha256: str, now: datetime) -> None: ...

    async def revoke(self, family: UUID) -> None: ...

    async def revoke_all(self, student_id: StudentId) -> None: ...
