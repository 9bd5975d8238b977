"""Writing what is to be sent."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId, Plan
from serving.core.broadcasts.ports import Broadcasts
from serving.core.identity import Clock, UnitOfWork
from serving.core.roles.audit import Record, State
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class DraftBroadcast:
    permissions: Permissions
    broadcasts: Broadcasts
    record: Record
    clock: Clock
    work: UnitOfWork

    async def __call__(self, doer: Doer, plan: Plan) -> BroadcastId:
        await self.permissions.require(doer, Role.ADMIN)
        broadcast_id = await self.broadcasts.add(plan, self.clock())
        await self.record(doer, "draft_broadcast", f"broadcast:{broadcast_id}", after=state_of(plan))
        await self.work.commit()
        return broadcast_id


def state_of(plan: Plan) -> State:
    return {
        "content": plan.content.model_dump(mode="json"),
        "audience": plan.audience.model_dump(mode="json"),
        "channels": [channel.value for channel in plan.channels],
        "guarantee": plan.guarantee.value,
    }
