"""Stopping it for a while."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.steer import Steer
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class PauseBroadcast:
    """What is on its way arrives; nothing else is sent until it is resumed."""

    steer: Steer

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId) -> None:
        broadcast = await self.steer.take_towards(doer, broadcast_id, BroadcastState.PAUSED)
        await self.steer.broadcasts.move(broadcast_id, BroadcastState.PAUSED)
        await self.steer.done(doer, "pause_broadcast", broadcast, state="paused")
