"""Who acts by a personal token."""

from dataclasses import dataclass

from serving.core.account.personal_tokens import PersonalTokens
from serving.core.account.tokens import digest
from serving.core.errors import TokenRefused
from serving.core.identity import Actor, Clock, Platform, UnitOfWork


@dataclass(frozen=True, slots=True)
class RecogniseBearer:
    tokens: PersonalTokens
    clock: Clock
    work: UnitOfWork

    async def __call__(self, secret: str, platform: Platform) -> Actor:
        used = await self.tokens.use(digest(secret), self.clock())
        if used is None:
            raise TokenRefused
        await self.work.commit()
        return Actor(used[0], platform, used[1])
