"""Bodies of reports and of what departments do about them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, JsonValue, StringConstraints, TypeAdapter

from serving.api.training_views import key_view
from serving.core.questions import Kind, Option
from serving.core.reports.corrections import Effect, Moved
from serving.core.reports.reports import Complaint, Decision, Reason, Report

any_json: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)
MOST_MOVED = 100


class ReportBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None


class ReportView(BaseModel):
    """`answer`: what the reporter answered to the serve, null when he had not."""

    reason: Reason
    text: str | None
    serve_id: UUID | None
    answer: JsonValue
    reported_at: datetime


class ComplaintView(BaseModel):
    """`proposes_quarantine`: three students have reported this version, or statistics suspect its key."""

    question_id: int
    version: int
    status: str
    subject: str
    kind: Kind
    text: str
    options: tuple[Option, ...]
    key: bool | int | list[int] | list[str]
    explanation: str | None
    miskey_suspected: bool
    proposes_quarantine: bool
    reports: list[ReportView]


class DecisionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decision: Literal[Decision.QUARANTINE, Decision.KEEP]


class MovedView(BaseModel):
    points_before: int
    points_after: int
    place_before: int
    place_after: int


class EffectView(BaseModel):
    """Of `answers` to the question. `students`: whose points changed; the most moved of them are listed."""

    version: int
    answers: int
    became_right: int
    became_wrong: int
    points: int
    students: int
    moved: list[MovedView]


def complaint_view(complaint: Complaint) -> ComplaintView:
    question = complaint.question
    return ComplaintView(
        question_id=complaint.question_id,
        version=complaint.version,
        status=complaint.status,
        subject=complaint.subject,
        kind=question.kind,
        text=question.text,
        options=question.choices,
        key=key_view(question),
        explanation=question.explanation,
        miskey_suspected=complaint.suspected,
        proposes_quarantine=complaint.proposes_quarantine,
        reports=[report_view(report) for report in complaint.reports],
    )


def report_view(report: Report) -> ReportView:
    return ReportView(
        reason=report.reason,
        text=report.text,
        serve_id=report.serve_id,
        answer=any_json.validate_python(report.response),
        reported_at=report.reported_at,
    )


def effect_view(effect: Effect) -> EffectView:
    return EffectView(
        version=effect.version,
        answers=effect.answers,
        became_right=effect.became_right,
        became_wrong=effect.became_wrong,
        points=effect.points,
        students=len(effect.moved),
        moved=[moved_view(each) for each in effect.moved[:MOST_MOVED]],
    )


def moved_view(moved: Moved) -> MovedView:
    return MovedView(
        points_before=moved.before.points,
        points_after=moved.after.points,
        place_before=moved.before.place,
        place_after=moved.after.place,
    )
