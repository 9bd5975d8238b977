"""What a department has to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.errors import RoleMissing
from serving.core.identity import Actor
from serving.core.reports.ports import Departments, Reports
from serving.core.reports.reports import Complaint


@dataclass(frozen=True, slots=True)
class ListComplaints:
    departments: Departments
    reports: Reports

    async def __call__(self, actor: Actor, after: tuple[int, int], count: int) -> Sequence[Complaint]:
        subjects = await self.departments.subjects(actor.student_id)
        if not subjects:
            raise RoleMissing
        return await self.reports.undecided(subjects, after, count)
