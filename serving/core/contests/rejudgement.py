"""What a corrected key does to a contest that is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serving.core.contests.contests import AttemptId, Contest, ContestId, Mark, Place, Scoring
from serving.core.contests.scoring import mark
from serving.core.identity import StudentId
from serving.core.training.sessions import AnyQuestion, Response


@dataclass(frozen=True, slots=True)
class Corrected:
    """The newest version of a question that differs from that of the contest by nothing but the key."""

    place: Place
    version: int
    question: AnyQuestion
    worth: int


@dataclass(frozen=True, slots=True)
class Given:
    attempt_id: AttemptId
    place: Place
    response: Response
    mark: Mark


@dataclass(frozen=True, slots=True)
class Rejudged:
    given: Given
    mark: Mark


@dataclass(frozen=True, slots=True)
class Standing:
    place: int
    points: int


@dataclass(frozen=True, slots=True)
class Moved:
    student_id: StudentId
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Effect:
    """`questions`: how many were corrected; `answers`: how many are worth something else now."""

    questions: int
    answers: int
    moved: tuple[Moved, ...]


class Rejudgements(Protocol):
    async def corrected(self, contest: Contest) -> Sequence[Corrected]: ...

    async def given(self, contest_id: ContestId, places: Sequence[Place]) -> Sequence[Given]: ...

    async def standings(self, contest_id: ContestId) -> Mapping[StudentId, Standing]:
        """Of the whole table, whatever is frozen."""
        ...

    async def apply(
        self,
        contest_id: ContestId,
        corrected: Sequence[Corrected],
        rejudged: Sequence[Rejudged],
        now: datetime,
    ) -> None: ...


def judged(scoring: Scoring, corrected: Sequence[Corrected], given: Sequence[Given]) -> Sequence[Rejudged]:
    """Those that are marked otherwise now."""
    by_place = {each.place: each for each in corrected}
    found = []
    for answer in given:
        now = by_place[answer.place]
        again = mark(scoring, now.question, now.worth, answer.response)
        if again != answer.mark:
            found.append(Rejudged(answer, again))
    return found
