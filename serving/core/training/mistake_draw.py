"""Questions that were answered wrong, when it is time to repeat them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4

from serving.core.errors import NothingToRepeat, QuotaReached
from serving.core.filters.ports import QuestionPool
from serving.core.identity import Clock
from serving.core.training.ports import Goals, Mistakes, Serves
from serving.core.training.sessions import Chosen, Selection, Served, ServeId, Session


@dataclass(frozen=True, slots=True)
class MistakeDraw:
    """What is due by the end of the student's day, longest overdue first, up to the daily quota.

    After a pause the quota is the same as ever: what is over it waits for the next days.
    """

    serves: Serves
    pool: QuestionPool
    mistakes: Mistakes
    goals: Goals
    clock: Clock

    async def __call__(self, session: Session) -> Served:
        now = self.clock()
        goal = await self.goals.get(session.student_id, session.subject)
        zone = await self.goals.zone(session.student_id)
        begins = datetime.combine(now.astimezone(zone).date(), time(), zone)
        ends = begins + timedelta(days=1)
        due = self.pool.fitting(
            session.subject,
            session.filters,
            await self.mistakes.due(session.student_id, session.subject, ends),
        )
        if not due:
            next_due = await self.mistakes.next_due(session.student_id, session.subject, ends)
            raise NothingToRepeat(None if next_due is None else 1 + (next_due - ends).days)
        if await self.mistakes.repeated(session.student_id, session.subject, begins) >= goal.daily_mistakes:
            raise QuotaReached(goal.daily_mistakes, len(due))
        served = await self.serves.serve_first(
            ServeId(uuid4()), session, due, now, repeat=True, chosen=Chosen(Selection.REPETITION)
        )
        served = served or await self.serves.unanswered(session)
        if served is None:
            raise NothingToRepeat(None)
        return served
