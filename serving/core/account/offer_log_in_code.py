"""The code that the bot shows on /login."""

from dataclasses import dataclass

from serving.core.account.one_time_codes import OfferCode, Offered, Purpose
from serving.core.identity import Actor, UnitOfWork


@dataclass(frozen=True, slots=True)
class OfferLogInCode:
    offer: OfferCode
    work: UnitOfWork

    async def __call__(self, actor: Actor) -> Offered:
        offered = await self.offer(actor.student_id, Purpose.LOG_IN)
        await self.work.commit()
        return offered
