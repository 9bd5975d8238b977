"""Starting to train a subject."""

from dataclasses import dataclass
from uuid import uuid4

from serving.core.errors import FiltersNotDefault, SubjectUnknown
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.training.ports import Sessions, Subjects
from serving.core.training.sessions import Mode, Session, SessionId


@dataclass(frozen=True, slots=True)
class StartSession:
    """Unless asked for training, a session competes if and only if the filters are the default."""

    subjects: Subjects
    choices: FilterChoices
    sessions: Sessions
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, subject: str, wanted: Mode | None = None) -> Session:
        if await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        now = self.clock()
        await self.sessions.finish_open(actor.student_id, subject, now)
        filters = await self.choices.get(actor.student_id, subject)
        if wanted is Mode.COMPETITIVE and filters.narrow:
            raise FiltersNotDefault
        mode = wanted or (Mode.TRAINING if filters.narrow else Mode.COMPETITIVE)
        session = Session(SessionId(uuid4()), actor.student_id, subject, mode, filters, finished=False)
        await self.sessions.add(session, actor, now)
        await self.work.commit()
        return session
