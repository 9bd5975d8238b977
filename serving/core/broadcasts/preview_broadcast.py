"""Seeing it as a recipient will."""

from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import BroadcastId
from serving.core.broadcasts.steer import Steer
from serving.core.errors import AccountNotFound
from serving.core.identity import Actor, Clock
from serving.core.roles.permissions import Doer
from serving.core.roles.roles import Roles


@dataclass(frozen=True, slots=True)
class PreviewBroadcast:
    """To oneself; an operator, who has no account, names one by its e-mail."""

    steer: Steer
    roles: Roles
    clock: Clock

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId, email: str | None = None) -> None:
        broadcast = await self.steer.take(doer, broadcast_id)
        match doer:
            case Actor(student_id=student_id):
                reader = student_id
            case _:
                found = await self.roles.find(email or "")
                if found is None:
                    raise AccountNotFound
                reader = found
        await self.steer.broadcasts.add_preview(broadcast_id, broadcast.plan, reader, self.clock())
        await self.steer.done(doer, "preview_broadcast", broadcast, student_id=reader)
