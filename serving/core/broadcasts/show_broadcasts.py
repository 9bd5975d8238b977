"""How far broadcasts are."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.broadcasts.broadcasts import Broadcast, BroadcastId, Report
from serving.core.broadcasts.errors import BroadcastNotFound
from serving.core.broadcasts.ports import Broadcasts
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class ListBroadcasts:
    """The newest first; `before` is the id of the last one seen."""

    permissions: Permissions
    broadcasts: Broadcasts

    async def __call__(self, doer: Doer, before: int | None = None, count: int = 50) -> Sequence[Broadcast]:
        await self.permissions.require(doer, Role.ADMIN)
        return await self.broadcasts.newest(before, count)


@dataclass(frozen=True, slots=True)
class ShowReport:
    permissions: Permissions
    broadcasts: Broadcasts

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId) -> Report:
        await self.permissions.require(doer, Role.ADMIN)
        report = await self.broadcasts.report(broadcast_id)
        if report is None:
            raise BroadcastNotFound
        return report
