"""Deciding about a question that students reported."""

from dataclasses import dataclass

from serving.core.errors import ComplaintNotFound, RoleMissing
from serving.core.identity import Actor, UnitOfWork
from serving.core.questions import QuestionId
from serving.core.reports.ports import Departments, Reports
from serving.core.reports.reports import Decision
from serving.core.reports.tell_reporters import TellReporters


@dataclass(frozen=True, slots=True)
class DecideComplaint:
    """The department of the subject takes the question out, or keeps it."""

    departments: Departments
    reports: Reports
    tell: TellReporters
    work: UnitOfWork

    async def __call__(self, actor: Actor, question_id: QuestionId, decision: Decision) -> None:
        subjects = await self.departments.subjects(actor.student_id)
        if not subjects:
            raise RoleMissing
        if await self.departments.subject_of(question_id) not in subjects:
            raise ComplaintNotFound
        if not await self.tell(actor, question_id, decision):
            raise ComplaintNotFound
        if decision is Decision.QUARANTINE:
            await self.reports.quarantine(question_id)
        await self.work.commit()
