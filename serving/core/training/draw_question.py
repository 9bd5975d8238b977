"""Drawing the next question of a session."""

from dataclasses import dataclass

from serving.core.errors import SessionFinished, SessionNotFound
from serving.core.identity import Actor, UnitOfWork
from serving.core.training.adaptive_draw import AdaptiveDraw
from serving.core.training.mistake_draw import MistakeDraw
from serving.core.training.ports import Serves, Sessions
from serving.core.training.sessions import Mode, Served, Session, SessionId
from serving.core.training.uniform_draw import UniformDraw


@dataclass(frozen=True, slots=True)
class DrawQuestion:
    """A question served and not answered yet is served again."""

    sessions: Sessions
    serves: Serves
    uniform: UniformDraw
    adaptive: AdaptiveDraw
    mistakes: MistakeDraw
    work: UnitOfWork

    async def __call__(self, actor: Actor, session_id: SessionId) -> Served:
        session = await self.sessions.settled(session_id, actor.student_id)
        if session is None:
            raise SessionNotFound
        if session.finished:
            raise SessionFinished
        served = await self._draw(session)
        await self.work.commit()
        return served

    async def _draw(self, session: Session) -> Served:
        match session.mode:
            case Mode.COMPETITIVE | Mode.TRAINING:
                return await self.uniform(session)
            case Mode.ADAPTIVE:
                return await self.serves.unanswered(session) or await self.adaptive(session)
            case Mode.MISTAKES:
                return await self.serves.unanswered(session) or await self.mistakes(session)
            case Mode.CONTEST:
                raise SessionFinished
