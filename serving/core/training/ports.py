"""What training needs from the outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from serving.core.identity import Actor, StudentId
from serving.core.questions import QuestionId
from serving.core.training.sessions import (
    Learner,
    OpenServe,
    Response,
    Served,
    ServeId,
    Session,
    SessionId,
    Summary,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Subject:
    code: str
    title: str


class Subjects(Protocol):
    async def all(self) -> Sequence[Subject]: ...

    async def find(self, code: str) -> Subject | None: ...


class Sessions(Protocol):
    async def add(self, session: Session, actor: Actor, now: datetime) -> None: ...

    async def find(self, session_id: SessionId, student_id: StudentId) -> Session | None: ...

    async def finish(self, session_id: SessionId, now: datetime) -> None: ...

    async def finish_open(self, student_id: StudentId, subject: str, now: datetime) -> None:
        """Beginnings of one student's sessions wait for each other; raises TokenRefused when he is gone."""
        ...

    async def summary(self, session_id: SessionId) -> Summary: ...


class Serves(Protocol):
    async def current(
        self, session_id: SessionId, student_id: StudentId
    ) -> tuple[Session, Served | None] | None:
        """A session of the student with what it has served and not seen answered."""
        ...

    async def unanswered(self, session: Session) -> Served | None: ...

    async def serve_first(
        self,
        serve_id: ServeId,
        session: Session,
        candidates: Sequence[QuestionId],
        now: datetime,
        *,
        repeat: bool,
    ) -> Served | None:
        """Serves the first live candidate, one the student has not answered unless `repeat`.

        None when no candidate is left, or when the session got another serve meanwhile.
        """
        ...

    async def times_answered(self, student_id: StudentId, subject: str) -> Mapping[QuestionId, int]: ...

    async def find(self, serve_id: ServeId, student_id: StudentId) -> OpenServe | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    serve: OpenServe
    response: Response
    correct: bool
    points: int
    attempt: int
    streak: int
    today: date
    answered_at: datetime


class Answers(Protocol):
    async def lock(self, student_id: StudentId) -> Learner:
        """Answers of one student wait for each other; raises TokenRefused when the student is gone."""
        ...

    async def record(self, answer: Answer, learner: Learner, actor: Actor) -> Verdict: ...
