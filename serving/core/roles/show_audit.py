"""Looking through what admins and departments did."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.roles.audit import Audit, Numbered
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class ShowAudit:
    permissions: Permissions
    audit: Audit

    async def __call__(
        self, doer: Doer, before: int | None = None, count: int = 50, what: str | None = None
    ) -> Sequence[Numbered]:
        await self.permissions.require(doer, Role.ADMIN)
        return await self.audit.newest(before, count, what)
