"""Writing it anew, before it is sent."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState, Plan
from serving.core.broadcasts.draft_broadcast import state_of
from serving.core.broadcasts.errors import BroadcastInState
from serving.core.broadcasts.steer import Steer
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """It has to be confirmed again."""

    steer: Steer

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId, plan: Plan) -> None:
        broadcast = await self.steer.take(doer, broadcast_id)
        if broadcast.state is not BroadcastState.DRAFT:
            raise BroadcastInState(broadcast.state)
        await self.steer.broadcasts.change(broadcast_id, plan)
        what = f"broadcast:{broadcast_id}"
        await self.steer.record(doer, "change_draft", what, state_of(broadcast.plan), state_of(plan))
        await self.steer.work.commit()
