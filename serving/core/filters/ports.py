"""What choosing needs from the outside."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random
from typing import Protocol

from serving.core.filters.counts import Counts
from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.core.questions import QuestionId


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Questions of published difficulty, by the ability that each suits, ascending."""

    ids: Sequence[int]
    targets: Sequence[float]
    """The ability of those who answer it right as often as an adaptive session wants."""


class QuestionPool(Protocol):
    """Live questions by what they are. Every method raises BankNotLoaded before the first load."""

    def size(self, subject: str, filters: Filters) -> int: ...

    def sample(
        self,
        subject: str,
        filters: Filters,
        count: int,
        random: Random,
        excluding: AbstractSet[QuestionId] = frozenset(),
    ) -> list[QuestionId]:
        """At most `count` distinct questions in uniformly random order."""
        ...

    def ids(self, subject: str, filters: Filters) -> AbstractSet[QuestionId]: ...

    def fitting(self, subject: str, filters: Filters, questions: Sequence[QuestionId]) -> list[QuestionId]:
        """Those of the questions that fit, in their order."""
        ...

    def calibrated(self, subject: str, filters: Filters) -> Calibrated: ...

    def counts(
        self, subject: str, filters: Filters, excluding: AbstractSet[QuestionId] = frozenset()
    ) -> Counts: ...


class FilterChoices(Protocol):
    async def get(self, student_id: StudentId, subject: str) -> Filters:
        """The default when nothing was chosen."""
        ...

    async def put(self, student_id: StudentId, subject: str, filters: Filters) -> None: ...
