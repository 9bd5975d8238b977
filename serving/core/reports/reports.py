"""What students say is wrong with a question."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from serving.core.identity import StudentId
from serving.core.questions import QuestionId
from serving.core.training.sessions import AnyQuestion, ServeId

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
    FIXED = "fixed"
    """Its key was corrected; only a fix decides so."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The last time that the reporter was served the question, answered or not."""

    serve_id: ServeId
    version: int


@dataclass(frozen=True, slots=True)
class Report:
    """`serve_id` is the evidence: what was shown, and `response` what was answered to it."""

    reason: Reason
    text: str | None
    serve_id: ServeId | None
    response: object
    """None when the question was reported before it was answered."""
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Complaint:
    """Reports of one version that nobody has decided yet, or statistics that speak against its key."""

    question_id: QuestionId
    version: int
    status: str
    subject: str
    question: AnyQuestion
    reports: tuple[Report, ...]
    suspected: bool
    """Those who know more choose another option than the key: see the flags of published statistics."""

    @property
    def proposes_quarantine(self) -> bool:
        return self.suspected or len(self.reports) >= ENOUGH_REPORTERS


@dataclass(frozen=True, slots=True)
class Closed:
    """Reports of one version that were decided, by those who are still students."""

    version: int
    text: str
    reporters: tuple[StudentId, ...]
