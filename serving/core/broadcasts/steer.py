"""What every order about a broadcast has in common."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import Broadcast, BroadcastId, BroadcastState
from serving.core.broadcasts.errors import BroadcastInState, BroadcastNotFound
from serving.core.broadcasts.ports import ALLOWED, Broadcasts
from serving.core.identity import UnitOfWork
from serving.core.roles.audit import Record, State
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class Steer:
    """A part of the use cases beside; `done` commits."""

    permissions: Permissions
    broadcasts: Broadcasts
    record: Record
    work: UnitOfWork

    async def take(self, doer: Doer, broadcast_id: BroadcastId) -> Broadcast:
        """Locked; raises RoleMissing and BroadcastNotFound."""
        await self.permissions.require(doer, Role.ADMIN)
        broadcast = await self.broadcasts.lock(broadcast_id)
        if broadcast is None:
            raise BroadcastNotFound
        return broadcast

    async def take_towards(self, doer: Doer, broadcast_id: BroadcastId, state: BroadcastState) -> Broadcast:
        """Raises BroadcastInState, too."""
        broadcast = await self.take(doer, broadcast_id)
        if broadcast.state not in ALLOWED[state]:
            raise BroadcastInState(broadcast.state)
        return broadcast

    async def done(self, doer: Doer, action: str, broadcast: Broadcast, **after: str | int | None) -> None:
        before: State = {"state": broadcast.state.value, "confirmed": broadcast.confirmed}
        await self.record(doer, action, f"broadcast:{broadcast.id}", before, after)
        await self.work.commit()
