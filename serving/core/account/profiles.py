"""What a student sees and changes of himself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from serving.core.identity import StudentId
from serving.core.registration.profile import ProfileChange


@dataclass(frozen=True, slots=True)
class StudentProfile:
    student_id: StudentId
    email: str | None
    surname: str
    name: str
    patronymic: str | None
    grade: int | str | None
    school: str | None
    region: str | None
    subject: str | None
    time_zone: str
    """In which days of streaks are counted, and nobody is disturbed at night."""
    telegram_linked: bool
    role: str | None
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything stored of a student but secrets: a list of rows for each kind of record."""

    records: Mapping[str, Sequence[JsonValue]]


class Profiles(Protocol):
    async def find(self, student_id: StudentId) -> StudentProfile | None: ...

    async def change(self, student_id: StudentId, change: ProfileChange) -> None: ...

    async def everything(self, student_id: StudentId) -> PersonalData: ...

    async def erase(self, student_id: StudentId, now: datetime) -> bool:
        """The person is gone; sessions, serves and answers belong to a new tombstone."""
        ...
