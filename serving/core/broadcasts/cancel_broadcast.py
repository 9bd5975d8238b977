"""Sending no more of it."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.steer import Steer
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class CancelBroadcast:
    steer: Steer

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId) -> None:
        broadcast = await self.steer.take_towards(doer, broadcast_id, BroadcastState.CANCELLED)
        await self.steer.broadcasts.move(broadcast_id, BroadcastState.CANCELLED)
        await self.steer.broadcasts.cancel_deliveries(broadcast_id)
        await self.steer.done(doer, "cancel_broadcast", broadcast, state="cancelled")
