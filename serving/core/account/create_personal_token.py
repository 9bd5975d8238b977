"""Making a personal token."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from serving.core.account.errors import TooManyTokens
from serving.core.account.personal_tokens import MOST, PREFIX, PersonalToken, PersonalTokens
from serving.core.account.tokens import digest
from serving.core.identity import Actor, Clock, Scope, UnitOfWork


@dataclass(frozen=True, slots=True)
class CreatePersonalToken:
    """The secret is returned once."""

    tokens: PersonalTokens
    clock: Clock
    work: UnitOfWork

    async def __call__(
        self, actor: Actor, title: str, scopes: frozenset[Scope], lifetime: timedelta
    ) -> tuple[str, PersonalToken]:
        secret, now = PREFIX + token_urlsafe(32), self.clock()
        expires_at = now + lifetime
        added = await self.tokens.add(actor.student_id, digest(secret), title, scopes, now, expires_at)
        if await self.tokens.count(actor.student_id) > MOST:
            raise TooManyTokens
        await self.work.commit()
        return secret, PersonalToken(added, title, scopes, now, expires_at, None)
