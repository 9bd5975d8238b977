"""Deciding about a question that students reported."""

from dataclasses import dataclass

from serving.core.errors import ComplaintNotFound
from serving.core.identity import Actor, UnitOfWork
from serving.core.questions import QuestionId
from serving.core.reports.ports import Departments, Reports
from serving.core.reports.reports import Decision
from serving.core.reports.tell_reporters import TellReporters
from serving.core.roles.audit import Record, State
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class DecideComplaint:
    """The department of the subject takes the question out, or keeps it."""

    permissions: Permissions
    departments: Departments
    reports: Reports
    tell: TellReporters
    record: Record
    work: UnitOfWork

    async def __call__(self, actor: Actor, question_id: QuestionId, decision: Decision) -> None:
        granted = await self.permissions.require(actor, Role.DEPARTMENT, Role.ADMIN)
        if await self.departments.subject_of(question_id) not in granted.subjects:
            raise ComplaintNotFound
        if not await self.tell(actor, question_id, decision):
            raise ComplaintNotFound
        if decision is Decision.QUARANTINE:
            await self.reports.quarantine(question_id)
        after: State = {"decision": decision.value}
        await self.record(actor, "decide_complaint", f"question:{question_id}", after=after)
        await self.work.commit()
