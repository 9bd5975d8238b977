"""Ending a personal token before it expires."""

from dataclasses import dataclass

from serving.core.account.errors import PersonalTokenNotFound
from serving.core.account.personal_tokens import PersonalTokenId, PersonalTokens
from serving.core.identity import Actor, UnitOfWork


@dataclass(frozen=True, slots=True)
class RevokePersonalToken:
    tokens: PersonalTokens
    work: UnitOfWork

    async def __call__(self, actor: Actor, token_id: PersonalTokenId) -> None:
        if not await self.tokens.remove(token_id, actor.student_id):
            raise PersonalTokenNotFound
        await self.work.commit()
