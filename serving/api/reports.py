"""Faulty questions: students report them, departments decide."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, StringConstraints

from serving.api.identity import bearer
from serving.core.identity import Actor
from serving.core.questions import QuestionId
from serving.core.reports.decide_complaint import DecideComplaint
from serving.core.reports.list_complaints import ListComplaints
from serving.core.reports.report_question import ReportQuestion
from serving.core.reports.reports import Complaint, Decision, Reason

router = APIRouter(route_class=DishkaRoute, dependencies=[bearer])

Id = Annotated[int, Path(ge=1, lt=1 << 63)]


class ReportBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None


class ReportView(BaseModel):
    reason: Reason
    text: str | None
    answered: bool
    reported_at: datetime


class ComplaintView(BaseModel):
    """`proposes_quarantine`: three students or more have reported this version."""

    question_id: int
    version: int
    subject: str
    text: str
    proposes_quarantine: bool
    reports: list[ReportView]


class DecisionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decision: Decision


@router.post("/questions/{question_id}/reports", status_code=HTTPStatus.CREATED, tags=["reports"])
async def report_question(
    question_id: Id, body: ReportBody, actor: FromDishka[Actor], report: FromDishka[ReportQuestion]
) -> None:
    """Of a question that I was served; once for each version of it."""
    await report(actor, QuestionId(question_id), body.reason, body.text or None)


@router.get("/admin/reports", tags=["admin"])
async def list_complaints(
    actor: FromDishka[Actor], complaints: FromDishka[ListComplaints]
) -> list[ComplaintView]:
    """Undecided ones of my subjects, the most reported first."""
    return [complaint_view(complaint) for complaint in await complaints(actor)]


@router.post("/admin/reports/{question_id}", status_code=HTTPStatus.NO_CONTENT, tags=["admin"])
async def decide_complaint(
    question_id: Id, body: DecisionBody, actor: FromDishka[Actor], decide: FromDishka[DecideComplaint]
) -> None:
    """A quarantined question is served no more."""
    await decide(actor, QuestionId(question_id), body.decision)


def complaint_view(complaint: Complaint) -> ComplaintView:
    return ComplaintView(
        question_id=complaint.question_id,
        version=complaint.version,
        subject=complaint.subject,
        text=complaint.text,
        proposes_quarantine=complaint.proposes_quarantine,
        reports=[
            ReportView(
                reason=report.reason,
                text=report.text,
                answered=report.answered,
                reported_at=report.reported_at,
            )
            for report in complaint.reports
        ],
    )
