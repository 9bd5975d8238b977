"""What a contest is, and what an attempt at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, NewType, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from serving.core.contests.states import Schedule
from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.core.questions import Kind, QuestionId
from serving.core.training.sessions import AnyQuestion, Response, ServeId

ContestId = NewType("ContestId", int)
AttemptId = NewType("AttemptId", UUID)
Place = NewType("Place", int)
"""Of a question in its contest, from 1."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Points = Annotated[int, Field(ge=0, le=1000)]
Id = Annotated[int, Field(ge=1, lt=1 << 63)]


class ContestKind(StrEnum):
    CONTEST = "contest"
    DUEL = "duel"
    """Of a student, for whom he tells its code."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listed(Frozen):
    """These questions, in this order."""

    by: Literal["list"] = "list"
    questions: Annotated[tuple[Id, ...], Field(min_length=1, max_length=500)]

    @model_validator(mode="after")
    def are_distinct(self) -> Self:
        if len(set(self.questions)) != len(self.questions):
            raise ValueError("a question is listed twice")
        return self


class Drawn(Frozen):
    """So many of those that fit; the same seed draws the same from the same bank."""

    by: Literal["filters"] = "filters"
    filters: Filters = Filters()
    count: Annotated[int, Field(ge=1, le=500)]
    seed: Annotated[int, Field(ge=0, lt=1 << 63)] = 0


class Scoring(Frozen):
    """A right answer earns the points of its question, or those of `by_kind`; a wrong one loses some."""

    by_kind: Mapping[Kind, Points] = {}
    penalty: Points = 0


class Entrants(Frozen):
    """Whoever fits every condition; `code` is told to those who are invited."""

    grades: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    code: Annotated[str, StringConstraints(min_length=4, max_length=100)] | None = None


class Plan(Frozen):
    """`minutes`: a student's own time, within that of the contest. `freeze_minutes` before the end the table
    stops for everybody. The best of the `attempts` counts."""

    title: Title
    subject: Annotated[str, Field(max_length=100)]
    questions: Annotated[Listed | Drawn, Field(discriminator="by")]
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    minutes: Annotated[int, Field(ge=1, le=10_080)] | None = None
    attempts: Annotated[int, Field(ge=1, le=10)] = 1
    shuffled: bool = False
    scoring: Scoring = Scoring()
    freeze_minutes: Annotated[int, Field(ge=0, le=10_080)] = 0
    entrants: Entrants = Entrants()
    virtual: bool = True

    @model_validator(mode="after")
    def lasts(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError("a contest ends after it starts")
        if self.freezes_at < self.starts_at:
            raise ValueError("a table cannot freeze before the start")
        return self

    @property
    def freezes_at(self) -> datetime:
        return self.ends_at - timedelta(minutes=self.freeze_minutes)


@dataclass(frozen=True, slots=True)
class Contest:
    id: ContestId
    plan: Plan
    schedule: Schedule
    questions: int
    """None are chosen before it is announced."""
    kind: ContestKind = ContestKind.CONTEST


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question with the version and the points it has in the contest."""

    question_id: QuestionId
    version: int
    points: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """`virtual`: begun after the end, for oneself."""

    id: AttemptId
    contest_id: ContestId
    student_id: StudentId
    number: int
    virtual: bool
    started_at: datetime
    ends_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was shown in an attempt, with its answer when there is one."""

    serve_id: ServeId
    place: Place
    question_id: QuestionId
    question: AnyQuestion
    points: int
    response: Response | None
    correct: bool | None
    earned: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    correct: bool
    points: int


@dataclass(frozen=True, slots=True)
class Row:
    """Of the table: 1 + the number of those who have more points, or as many earlier. `seconds`: until the
    last increase, None with no points gained."""

    place: int
    student_id: StudentId
    name: str | None
    points: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Table:
    """`mine` is None for who does not take part."""

    total: int
    top: tuple[Row, ...]
    mine: Row | None
