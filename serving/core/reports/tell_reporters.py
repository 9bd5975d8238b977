"""Closing the reports of a question, and telling those who made them."""

from dataclasses import dataclass

from serving.core.identity import Actor, Clock
from serving.core.inbox.messages import Facts, Inbox, MessageKind
from serving.core.questions import QuestionId
from serving.core.reports.ports import Reports
from serving.core.reports.reports import Decision


@dataclass(frozen=True, slots=True)
class TellReporters:
    """A part of other use cases: it does not commit."""

    reports: Reports
    inbox: Inbox
    clock: Clock

    async def __call__(self, actor: Actor, question_id: QuestionId, decision: Decision) -> bool:
        """False when there was nothing to decide."""
        now = self.clock()
        decided = await self.reports.decide(question_id, decision, actor.student_id, now)
        for closed in decided:
            facts: Facts = {
                "question_id": question_id,
                "version": closed.version,
                "text": closed.text,
                "decision": decision,
            }
            await self.inbox.put(closed.reporters, MessageKind.REPORT_DECIDED, facts, now)
        return bool(decided)
