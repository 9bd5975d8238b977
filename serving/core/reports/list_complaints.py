"""What a department has to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.identity import Actor
from serving.core.reports.ports import Reports
from serving.core.reports.reports import Complaint
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class ListComplaints:
    permissions: Permissions
    reports: Reports

    async def __call__(self, actor: Actor, after: tuple[int, int], count: int) -> Sequence[Complaint]:
        granted = await self.permissions.require(actor, Role.DEPARTMENT, Role.ADMIN)
        return await self.reports.undecided(granted.subjects, after, count)
