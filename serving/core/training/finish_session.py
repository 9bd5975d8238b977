"""Ending a session and summing it up."""

from dataclasses import dataclass

from serving.core.errors import SessionNotFound
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.training.ports import Sessions
from serving.core.training.sessions import SessionId, Summary


@dataclass(frozen=True, slots=True)
class FinishSession:
    """Finishing again returns the same summary."""

    sessions: Sessions
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, session_id: SessionId) -> Summary:
        session = await self.sessions.find(session_id, actor.student_id)
        if session is None:
            raise SessionNotFound
        if not session.finished:
            await self.sessions.finish(session_id, self.clock())
        summary = await self.sessions.summary(session_id)
        await self.work.commit()
        return summary
