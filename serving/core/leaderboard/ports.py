"""What leaderboards need from the outside."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from serving.core.identity import Origin, StudentId
from serving.core.leaderboard.board import Slice, Standing
from serving.core.leaderboard.windows import Window


@dataclass(frozen=True, slots=True)
class Competitor:
    student_id: StudentId
    origin: Origin
    """Students are ranked among those of the same origin only."""
    region: str | None
    grade: str | None
    school: str | None
    listed: bool
    display_name: str | None


class Competitors(Protocol):
    async def get(self, student_id: StudentId) -> Competitor:
        """Raises TokenRefused when the student is gone."""
        ...

    async def appear(self, student_id: StudentId, *, listed: bool, display_name: str | None) -> None: ...


class Rankings(Protocol):
    async def roll(self, subject: str, today: date) -> None:
        """Takes from the rolling windows the days that fell out of them since the last look."""
        ...

    async def standing(
        self, competitor: Competitor, subject: str, window: Window, today: date, by: Slice | None
    ) -> Standing: ...
