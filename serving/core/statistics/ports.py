"""What statistics need from the outside."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from serving.core.identity import StudentId
from serving.core.statistics.shrinkage import Tally
from serving.core.statistics.statistics import Day, Habits, Past, Totals


class Records(Protocol):
    """Of one student; `subject` None means all subjects."""

    async def habits(self, student_id: StudentId) -> Habits:
        """Raises TokenRefused when the student is gone."""
        ...

    async def totals(self, student_id: StudentId, subject: str | None) -> Totals: ...

    async def themes(self, student_id: StudentId, subject: str | None) -> Sequence[Tally]:
        """All answers."""
        ...

    async def first_answers(self, student_id: StudentId, subject: str | None) -> Sequence[Tally]:
        """By theme, of the first answers to each statistical version."""
        ...

    async def kinds(self, student_id: StudentId, subject: str | None) -> Sequence[Tally]: ...

    async def days(
        self, student_id: StudentId, subject: str | None, since: date, zone: ZoneInfo
    ) -> Mapping[date, Day]: ...

    async def mistakes_due(self, student_id: StudentId, subject: str | None, before: datetime) -> int: ...

    async def best_series(self, student_id: StudentId, subject: str | None) -> int: ...

    async def history(
        self, student_id: StudentId, subject: str | None, before: int | None, count: int
    ) -> Sequence[Past]:
        """The newest first; `before` is the id of the last one seen."""
        ...
