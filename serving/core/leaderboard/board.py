"""A leaderboard as one student sees it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from serving.core.identity import StudentId
from serving.core.leaderboard.windows import Window

SMALLEST_SLICE = 5
"""Among fewer students a place would tell who they are."""


class Slice(StrEnum):
    """Students of the same region, grade, or school (of the same region)."""

    REGION = "region"
    GRADE = "grade"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Place:
    """1 + the number of students with strictly more points: 1, 2, 2, 4."""

    place: int
    points: int
    name: str | None
    student_id: StudentId


@dataclass(frozen=True, slots=True)
class Standing:
    """`total` counts the students who have points; hidden ones count too, and are not shown to others."""

    mine: Place
    total: int
    top: tuple[Place, ...]
    above: tuple[Place, ...]
    """The nearest first."""
    below: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Leaderboard:
    subject: str
    window: Window
    since: date
    slice: Slice | None
    standing: Standing

    @property
    def neighbours(self) -> tuple[Place, ...]:
        return (*reversed(self.standing.above), self.standing.mine, *self.standing.below)


def shown_name(display_name: str | None, name: str | None, surname: str | None) -> str | None:
    """What the student chose to be called, else the name with the initial of the surname."""
    if display_name or name is None:
        return display_name
    return f"{name} {surname[0]}." if surname else name
