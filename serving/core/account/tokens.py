"""Access tokens of minutes and rotating refresh tokens of weeks."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID, uuid4

from serving.core.account.ports import AccessTokens, RefreshToken, RefreshTokens
from serving.core.errors import TokenRefused
from serving.core.identity import Clock, StudentId, UnitOfWork

REFRESH_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tokens:
    student_id: StudentId
    access: str
    refresh: str
    seconds: int


def digest(token: str) -> str:
    """Refresh tokens are stored by their hash only."""
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class IssueTokens:
    """A part of other use cases: it does not commit."""

    access: AccessTokens
    refresh: RefreshTokens
    clock: Clock

    async def __call__(self, student_id: StudentId, family: UUID | None = None) -> Tokens:
        now = self.clock()
        secret = token_urlsafe(32)
        token = RefreshToken(student_id, family or uuid4(), now + REFRESH_LIFETIME, used=False)
        await self.refresh.add(digest(secret), token)
        return Tokens(student_id, self.access.issue(student_id, now), secret, self.access.seconds)


@dataclass(frozen=True, slots=True)
class RefreshAccess:
    """A refresh token works once; a second use revokes every token that came from the same login."""

    refresh: RefreshTokens
    issue: IssueTokens
    clock: Clock
    work: UnitOfWork

    async def __call__(self, secret: str) -> Tokens:
        token = await self.refresh.lock(digest(secret))
        if token is None or token.expires_at <= self.clock():
            raise TokenRefused
        if token.used:
            await self.refresh.revoke(token.family)
            await self.work.commit()
            raise TokenRefused
        await self.refresh.mark_used(digest(secret), self.clock())
        tokens = await self.issue(token.student_id, token.family)
        await self.work.commit()
        return tokens


@dataclass(frozen=True, slots=True)
class LogOut:
    """Revokes the tokens of one login; an unknown token is no error."""

    refresh: RefreshTokens
    work: UnitOfWork

    async def __call__(self, secret: str) -> None:
        token = await self.refresh.lock(digest(secret))
        if token is not None:
            await self.refresh.revoke(token.family)
        await self.work.commit()
