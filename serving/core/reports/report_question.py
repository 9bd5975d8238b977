"""Saying that a question is faulty."""

from dataclasses import dataclass

from serving.core.errors import QuestionNotServed, ReportedAlready
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.questions import QuestionId
from serving.core.reports.ports import Reports
from serving.core.reports.reports import Reason


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """Before or after answering; one report of each version that the student was served."""

    reports: Reports
    clock: Clock
    work: UnitOfWork

    async def __call__(
        self, actor: Actor, question_id: QuestionId, reason: Reason, text: str | None = None
    ) -> None:
        evidence = await self.reports.evidence(actor.student_id, question_id)
        if evidence is None:
            raise QuestionNotServed
        added = await self.reports.add(actor.student_id, question_id, evidence, reason, text, self.clock())
        if not added:
            raise ReportedAlready
        await self.work.commit()
