"""What choosing needs from the outside."""

from collections.abc import Set as AbstractSet
from random import Random
from typing import Protocol

from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.core.questions import QuestionId


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


class FilterChoices(Protocol):
    async def get(self, student_id: StudentId, subject: str) -> Filters:
        """The default when nothing was chosen."""
        ...

    async def put(self, student_id: StudentId, subject: str, filters: Filters) -> None: ...
