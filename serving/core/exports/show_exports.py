"""Looking whether it is ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from serving.core.exports.errors import ExportNotFound
from serving.core.exports.jobs import Export, ExportId, Exports
from serving.core.identity import Actor, Clock
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class ListExports:
    """One's own."""

    permissions: Permissions
    exports: Exports

    async def __call__(self, actor: Actor) -> Sequence[Export]:
        await self.permissions.require(actor, Role.ADMIN, Role.ANALYST, Role.DEPARTMENT)
        return await self.exports.of(actor.student_id)


@dataclass(frozen=True, slots=True)
class ShowExport:
    mine: ListExports

    async def __call__(self, actor: Actor, export_id: ExportId) -> Export:
        for export in await self.mine(actor):
            if export.id == export_id:
                return export
        raise ExportNotFound


@dataclass(frozen=True, slots=True)
class TakeExport:
    exports: Exports
    clock: Clock

    async def __call__(self, link: UUID) -> Export:
        export = await self.exports.ready(link, self.clock())
        if export is None:
            raise ExportNotFound
        return export
