"""Training on a question that somebody has sent."""

from dataclasses import dataclass
from uuid import uuid4

from serving.core.errors import QuestionUnknown
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.questions import QuestionId
from serving.core.reports.ports import Departments
from serving.core.training.ports import Serves, Sessions
from serving.core.training.sessions import Chosen, Mode, Selection, Served, ServeId, Session, SessionId


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """First in a new session of training, which earns nothing; what follows is drawn as always."""

    departments: Departments
    choices: FilterChoices
    sessions: Sessions
    serves: Serves
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, question_id: QuestionId) -> tuple[Session, Served]:
        subject = await self.departments.subject_of(question_id)
        if subject is None:
            raise QuestionUnknown
        now = self.clock()
        await self.sessions.finish_open(actor.student_id, subject, now)
        filters = await self.choices.get(actor.student_id, subject)
        session = Session(
            SessionId(uuid4()), actor.student_id, subject, Mode.TRAINING, filters, finished=False
        )
        await self.sessions.add(session, actor, now)
        served = await self.serves.serve_first(
            ServeId(uuid4()), session, [question_id], now, repeat=True, chosen=Chosen(Selection.LINK)
        )
        if served is None:
            raise QuestionUnknown
        await self.work.commit()
        return session, served
