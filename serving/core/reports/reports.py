"""What students say is wrong with a question."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from serving.core.questions import QuestionId
from serving.core.training.sessions import ServeId

ENOUGH_REPORTERS = 3
"""So many students propose to take a question out."""


class Reason(StrEnum):
    WRONG_KEY = "wrong_key"
    SEVERAL_RIGHT = "several_right"
    UNCLEAR = "unclear"
    MISPRINT = "misprint"
    PICTURE = "picture"
    OUTDATED = "outdated"
    OTHER = "other"


class Decision(StrEnum):
    QUARANTINE = "quarantine"
    """The question is served no more until the department changes it."""
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The last time that the reporter was served the question, answered or not."""

    serve_id: ServeId
    version: int


@dataclass(frozen=True, slots=True)
class Report:
    reason: Reason
    text: str | None
    answered: bool
    """Did the reporter give an answer that he knows to be graded?"""
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Complaint:
    """Reports of one version that nobody has decided yet."""

    question_id: QuestionId
    version: int
    subject: str
    text: str
    reports: tuple[Report, ...]

    @property
    def proposes_quarantine(self) -> bool:
        return len(self.reports) >= ENOUGH_REPORTERS
