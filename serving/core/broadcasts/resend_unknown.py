"""Sending again what may have arrived or not."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.errors import BroadcastInState
from serving.core.broadcasts.steer import Steer
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class ResendUnknown:
    """Some students get it twice: somebody has to ask for it."""

    steer: Steer

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId) -> int:
        broadcast = await self.steer.take(doer, broadcast_id)
        if broadcast.state not in {BroadcastState.DONE, BroadcastState.RUNNING, BroadcastState.PAUSED}:
            raise BroadcastInState(broadcast.state)
        resent = await self.steer.broadcasts.resend(broadcast_id)
        if resent and broadcast.state is BroadcastState.DONE:
            await self.steer.broadcasts.move(broadcast_id, BroadcastState.RUNNING)
        await self.steer.done(doer, "resend_unknown", broadcast, resent=resent)
        return resent
