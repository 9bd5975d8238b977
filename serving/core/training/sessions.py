"""Values of a training session."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from serving.core.filters.filters import Filters
from serving.core.identity import Origin, StudentId
from serving.core.questions import Multiple, One, Open, QuestionId, YesNo
from serving.core.training.ability import Ability
from serving.core.training.repetition import Mistake
from serving.core.training.streaks import Streak

SessionId = NewType("SessionId", UUID)
ServeId = NewType("ServeId", UUID)

AnyQuestion = YesNo | One | Multiple | Open
Response = bool | int | tuple[int, ...] | str
"""True or false, an option id, option ids, or a typed text."""


class Mode(StrEnum):
    COMPETITIVE = "competitive"
    TRAINING = "training"
    MISTAKES = "mistakes"
    ADAPTIVE = "adaptive"
    CONTEST = "contest"
    """Never of a session that is open: answers of a contest come here when it has ended."""


OFFERED = tuple(mode for mode in Mode if mode is not Mode.CONTEST)
"""To a student who starts a session."""


class Uncounted(StrEnum):
    """Why an answer could earn no points."""

    SEEN = "seen"
    """The student had answered the question before."""
    NOT_COMPETITIVE = "not_competitive"
    CONTEST = "contest"
    """Its points are those of a contest."""


class Selection(StrEnum):
    """How a question was chosen among those that fit."""

    RANDOM = "random"
    ADAPTIVE = "adaptive"
    REPETITION = "repetition"
    LINK = "link"
    """Somebody sent it."""


class Unadapted(StrEnum):
    """Why an adaptive session had to choose at random."""

    ABILITY_UNKNOWN = "ability_unknown"
    DIFFICULTY_UNKNOWN = "difficulty_unknown"


@dataclass(frozen=True, slots=True)
class Chosen:
    selection: Selection = Selection.RANDOM
    reason: Unadapted | None = None


@dataclass(frozen=True, slots=True)
class Session:
    id: SessionId
    student_id: StudentId
    subject: str
    mode: Mode
    filters: Filters
    finished: bool


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Published from the marts: level 1 (easiest) to 5 from `n` first answers at `as_of`."""

    level: int
    n: int
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Served:
    id: ServeId
    mode: Mode
    question_id: QuestionId
    version: int
    question: AnyQuestion
    theme: str
    sources: tuple[str, ...]
    difficulty: Difficulty | None
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Learner:
    """A student as an answer finds him; `revision` is another one after every answer."""

    student_id: StudentId
    origin: Origin
    zone: ZoneInfo
    streak: Streak
    revision: str


@dataclass(frozen=True, slots=True)
class OpenServe:
    """A serve as its answer finds it; `seen` counts the student's earlier answers to the question."""

    id: ServeId
    session: Session
    learner: Learner
    question_id: QuestionId
    version: int
    statistical_version: int
    question: AnyQuestion
    served_at: datetime
    seen: int
    attempts: int
    """Earlier answers to the same statistical version."""
    difficulty: float | None
    """Published; None while it is unknown."""
    ability: Ability
    mistake: Mistake | None
    olympiad_day: date | None
    verdict: "Verdict | None"
    """Of its answer, when it has one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    correct: bool
    points: int
    uncounted: Uncounted | None
    question: AnyQuestion
    total_points: int
    place: int
    streak: int


@dataclass(frozen=True, slots=True)
class Summary:
    total: int
    right: int
    points: int
    best_series: int
