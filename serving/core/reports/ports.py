"""What reports need from the outside."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from serving.core.identity import StudentId
from serving.core.questions import QuestionId
from serving.core.reports.reports import Closed, Complaint, Decision, Evidence, Reason


class Reports(Protocol):
    async def evidence(self, student_id: StudentId, question_id: QuestionId) -> Evidence | None: ...

    async def add(
        self,
        student_id: StudentId,
        question_id: QuestionId,
        evidence: Evidence,
        reason: Reason,
        text: str | None,
        now: datetime,
    ) -> bool:
        """False when the student has reported this version already."""
        ...

    async def undecided(
        self, subjects: AbstractSet[str], after: tuple[int, int], count: int
    ) -> Sequence[Complaint]:
        """In the order of questions; `after` are the question and the version that were seen last."""
        ...

    async def decide(
        self, question_id: QuestionId, decision: Decision, student_id: StudentId, now: datetime
    ) -> Sequence[Closed]:
        """Of all reports that are undecided; empty when there was nothing to decide."""
        ...

    async def quarantine(self, question_id: QuestionId) -> None:
        """Every process stops serving it."""
        ...


class Departments(Protocol):
    async def subject_of(self, question_id: QuestionId) -> str | None: ...
