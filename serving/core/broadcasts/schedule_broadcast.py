"""Sending it, now or later."""

from dataclasses import dataclass
from datetime import datetime

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.errors import NotConfirmed
from serving.core.broadcasts.steer import Steer
from serving.core.identity import Clock
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class ScheduleBroadcast:
    """Whoever fits the audience when it begins gets it. A moment of the past is now."""

    steer: Steer
    clock: Clock

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId, at: datetime | None = None) -> datetime:
        broadcast = await self.steer.take_towards(doer, broadcast_id, BroadcastState.SCHEDULED)
        if broadcast.confirmed is None:
            raise NotConfirmed
        moment = max(self.clock(), at) if at else self.clock()
        await self.steer.broadcasts.move(broadcast_id, BroadcastState.SCHEDULED, moment)
        await self.steer.done(doer, "schedule_broadcast", broadcast, state="scheduled", at=moment.isoformat())
        return moment
