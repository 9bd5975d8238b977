"""A corrected key, and what it does to the answers that were given before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from serving.core.errors import CorrectionRefused
from serving.core.identity import StudentId
from serving.core.questions import QuestionId, Text, Tolerance, question_adapter
from serving.core.training.sessions import AnyQuestion, Response, Uncounted

Keys = Annotated[tuple[StrictInt, ...] | tuple[Text, ...], Field(min_length=1, max_length=50)]


class Correction(BaseModel):
    """What is absent stays. The text and the options are corrected by a file of the department."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: StrictBool | StrictInt | Keys
    tolerance: Tolerance | None = None
    explanation: Text | None = None

    def of(self, question: AnyQuestion) -> AnyQuestion:
        """Raises CorrectionRefused when that is no question, or the same one."""
        try:
            fixed = question_adapter.validate_python(
                question.model_dump() | self.model_dump(exclude_none=True), strict=False
            )
        except ValidationError as error:
            raise CorrectionRefused(error.errors(include_url=False)[0]["msg"]) from None
        if fixed == question:
            raise CorrectionRefused("the question is so already")
        return fixed


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that differs from the corrected question by nothing but the key; `correct` and `points` as
    they stand, after rejudging, if there was one."""

    id: int
    student_id: StudentId
    response: Response
    correct: bool
    points: int
    uncounted: Uncounted | None
    day: date
    """Of Moscow."""


@dataclass(frozen=True, slots=True)
class Rejudged:
    given: Given
    correct: bool
    points: int

    @property
    def gain(self) -> int:
        return self.points - self.given.points


@dataclass(frozen=True, slots=True)
class Standing:
    """In the season, among students of the same origin."""

    points: int
    place: int


@dataclass(frozen=True, slots=True)
class Moved:
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Effect:
    """`moved`: students whose points or place changed among those who had answered, the most moved first."""

    version: int
    answers: int
    became_right: int
    became_wrong: int
    points: int
    moved: tuple[Moved, ...]


class Corrections(Protocol):
    """Every method works in one transaction that waits for releases of the bank and answers on the way."""

    async def current(self, question_id: QuestionId) -> AnyQuestion | None:
        """Locked until the transaction ends; None for a question that is not in the bank."""
        ...

    async def apply(
        self, question_id: QuestionId, question: AnyQuestion, actor: StudentId, now: datetime
    ) -> int:
        """The new version, a release of its own; what is served and not answered yet is of it now."""
        ...

    async def given(self, question_id: QuestionId, version: int) -> Sequence[Given]:
        """Answers to versions that differ from this one by nothing but the key."""
        ...

    async def standings(
        self, question_id: QuestionId, students: Sequence[StudentId], season: date
    ) -> Mapping[StudentId, Standing]: ...

    async def rejudge(
        self, question_id: QuestionId, version: int, rejudged: Sequence[Rejudged], now: datetime
    ) -> None:
        """Points and right answers of the students follow; answers themselves stay as they were given."""
        ...
