"""What training needs from the outside."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from serving.core.identity import Actor, StudentId
from serving.core.questions import QuestionId
from serving.core.training.ability import Ability
from serving.core.training.goals import Goal
from serving.core.training.repetition import Mistake
from serving.core.training.sessions import (
    Chosen,
    OpenServe,
    Response,
    Served,
    ServeId,
    Session,
    SessionId,
    Summary,
    Uncounted,
    Verdict,
)
from serving.core.training.streaks import Streak


@dataclass(frozen=True, slots=True)
class Subject:
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class SubjectValues:
    """Whatever a question of the subject was ever filed under."""

    themes: AbstractSet[str]
    sources: AbstractSet[str]


class Subjects(Protocol):
    async def all(self) -> Sequence[Subject]: ...

    async def find(self, code: str) -> Subject | None: ...

    async def values(self, code: str) -> SubjectValues: ...


class Sessions(Protocol):
    async def add(self, session: Session, actor: Actor, now: datetime) -> None: ...

    async def find(self, session_id: SessionId, student_id: StudentId) -> Session | None: ...

    async def settled(self, session_id: SessionId, student_id: StudentId) -> Session | None:
        """As `find`, but whether it has been finished may be known from earlier."""
        ...

    async def finish(self, session_id: SessionId, now: datetime) -> None: ...

    async def finish_open(self, student_id: StudentId, subject: str, now: datetime) -> None:
        """Beginnings of one student's sessions wait for each other; raises TokenRefused when he is gone."""
        ...

    async def summary(self, session_id: SessionId) -> Summary: ...


class Serves(Protocol):
    async def unanswered(self, session: Session) -> Served | None: ...

    async def serve_first(
        self,
        serve_id: ServeId,
        session: Session,
        candidates: Sequence[QuestionId],
        now: datetime,
        *,
        repeat: bool,
        chosen: Chosen,
    ) -> Served | None:
        """What the session has served and seen no answer to; otherwise it serves the first live candidate,
        one the student has not answered unless `repeat`.

        None when no candidate is left, or when the session got another serve in the same moment.
        Raises SessionNotFound and SessionFinished.
        """
        ...

    async def shown_adaptively(
        self, questions: Sequence[QuestionId], since: datetime
    ) -> Mapping[QuestionId, int]:
        """Serves of adaptive sessions, to anybody."""
        ...

    async def times_answered(self, student_id: StudentId, subject: str) -> Mapping[QuestionId, int]: ...

    async def find(self, serve_id: ServeId, student_id: StudentId) -> OpenServe | None: ...


class Abilities(Protocol):
    async def get(self, student_id: StudentId, subject: str) -> Ability: ...


class Goals(Protocol):
    async def get(self, student_id: StudentId, subject: str) -> Goal:
        """The default when nothing was set."""
        ...

    async def put(self, student_id: StudentId, subject: str, goal: Goal) -> None: ...

    async def zone(self, student_id: StudentId) -> ZoneInfo: ...


class Mistakes(Protocol):
    async def due(self, student_id: StudentId, subject: str, before: datetime) -> Sequence[QuestionId]:
        """The longest overdue first."""
        ...

    async def next_due(self, student_id: StudentId, subject: str, since: datetime) -> datetime | None: ...

    async def repeated(self, student_id: StudentId, subject: str, since: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Answer:
    serve: OpenServe
    response: Response
    correct: bool
    points: int
    uncounted: Uncounted | None
    attempt: int
    streak: Streak
    ability: Ability | None
    """None when the answer tells nothing about it."""
    mistake: Mistake | None
    answered_at: datetime
    day: date
    """Of Moscow, for the leaderboards."""


class Answers(Protocol):
    async def record(self, answer: Answer, actor: Actor) -> Verdict | None:
        """None, and nothing is written, when the student or the serve has changed since it was found."""
        ...
