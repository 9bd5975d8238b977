"""Asking for an export, to be fetched when it is ready."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from serving.core.exports.allow_export import AllowExport
from serving.core.exports.exports import Wanted
from serving.core.exports.jobs import ExportId, Exports
from serving.core.identity import Actor, Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class RequestExport:
    allow: AllowExport
    exports: Exports
    random: Random
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, wanted: Wanted) -> ExportId:
        """Raises RoleMissing and ExportFiltersMisfit."""
        await self.allow(actor, wanted)
        export_id = ExportId(UUID(int=self.random.getrandbits(128), version=4))
        await self.exports.add(export_id, actor.student_id, wanted, self.clock())
        await self.work.commit()
        return export_id
