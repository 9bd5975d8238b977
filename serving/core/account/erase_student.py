"""Erasing a person."""

from dataclasses import dataclass

from serving.core.account.profiles import Profiles
from serving.core.errors import TokenRefused
from serving.core.identity import Actor, Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class EraseStudent:
    profiles: Profiles
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor) -> None:
        if not await self.profiles.erase(actor.student_id, self.clock()):
            raise TokenRefused
        await self.work.commit()
