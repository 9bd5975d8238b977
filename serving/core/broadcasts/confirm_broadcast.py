"""Saying that it may go out, by typing to how many."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.count_recipients import reach_of
from serving.core.broadcasts.errors import NobodyReached, RecipientsMiscounted
from serving.core.broadcasts.steer import Steer
from serving.core.identity import Clock
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class ConfirmBroadcast:
    steer: Steer
    clock: Clock

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId, students: int) -> None:
        broadcast = await self.steer.take_towards(doer, broadcast_id, BroadcastState.SCHEDULED)
        reach = await reach_of(self.steer.broadcasts, broadcast.plan, self.clock)
        if not reach.students:
            raise NobodyReached
        if students != reach.students:
            raise RecipientsMiscounted(reach.students)
        await self.steer.broadcasts.confirm(broadcast_id, students)
        await self.steer.done(doer, "confirm_broadcast", broadcast, confirmed=students)
