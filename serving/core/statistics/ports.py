"""What statistics need from the outside."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from serving.core.identity import StudentId
from serving.core.statistics.statistics import Figures, Habits, Past


class Records(Protocol):
    """Of one student; `subject` None means all subjects."""

    async def habits(self, student_id: StudentId) -> Habits:
        """Raises TokenRefused when the student is gone."""
        ...

    async def figures(
        self, student_id: StudentId, subject: str | None, since: date, before: datetime
    ) -> Figures:
        """Days of the zone of `before`, from `since` on; mistakes that are due before that moment."""
        ...

    async def history(
        self, student_id: StudentId, subject: str | None, before: int | None, count: int
    ) -> Sequence[Past]:
        """The newest first; `before` is the id of the last one seen."""
        ...
