"""Who may take away what."""

from dataclasses import dataclass

from pydantic import JsonValue

from serving.core.exports.errors import ExportFiltersMisfit
from serving.core.exports.exports import TABLES, ExportName, Wanted
from serving.core.roles.audit import Record
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role

NEEDED = {ExportName.BROADCAST: "broadcast", ExportName.CONTEST: "contest"}


@dataclass(frozen=True, slots=True)
class AllowExport:
    """A part of every export: who reads may take numbers, an admin names too, and all of it is recorded."""

    permissions: Permissions
    record: Record

    async def __call__(self, doer: Doer, wanted: Wanted) -> None:
        """Raises RoleMissing and ExportFiltersMisfit."""
        await self.permissions.require(
            doer, *((Role.ADMIN,) if wanted.personal else (Role.ADMIN, Role.ANALYST))
        )
        for name in wanted.given:
            if name not in TABLES[wanted.name].filters:
                raise ExportFiltersMisfit(name)
        needed = NEEDED.get(wanted.name)
        if needed is not None and needed not in wanted.given:
            raise ExportFiltersMisfit(needed)
        filters: dict[str, JsonValue] = wanted.filters.model_dump(mode="json", exclude_none=True)
        await self.record(
            doer, "export", f"export:{wanted.name}", after={"filters": filters, "personal": wanted.personal}
        )
