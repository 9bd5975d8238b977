"""Going on where it stopped."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.steer import Steer
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class ResumeBroadcast:
    steer: Steer

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId) -> None:
        broadcast = await self.steer.take_towards(doer, broadcast_id, BroadcastState.RUNNING)
        await self.steer.broadcasts.move(broadcast_id, BroadcastState.RUNNING)
        await self.steer.done(doer, "resume_broadcast", broadcast, state="running")
