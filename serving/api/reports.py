"""Faulty questions: students report them, departments decide."""

from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path

from serving.api.cursors import Cursor, Limit, Page, page_of, pair_of
from serving.api.identity import bearer
from serving.api.report_views import (
    ComplaintView,
    DecisionBody,
    EffectView,
    ReportBody,
    complaint_view,
    effect_view,
)
from serving.core.identity import Actor
from serving.core.questions import QuestionId
from serving.core.reports.corrections import Correction
from serving.core.reports.decide_complaint import DecideComplaint
from serving.core.reports.fix_question import FixQuestion, WeighFix
from serving.core.reports.list_complaints import ListComplaints
from serving.core.reports.report_question import ReportQuestion

router = APIRouter(route_class=DishkaRoute, dependencies=[bearer])

Id = Annotated[int, Path(ge=1, lt=1 << 63)]


@router.post("/questions/{question_id}/reports", status_code=HTTPStatus.CREATED, tags=["reports"])
async def report_question(
    question_id: Id, body: ReportBody, actor: FromDishka[Actor], report: FromDishka[ReportQuestion]
) -> None:
    """Of a question that I was served; once for each version of it."""
    await report(actor, QuestionId(question_id), body.reason, body.text or None)


@router.get("/admin/reports", tags=["admin"])
async def list_complaints(
    actor: FromDishka[Actor], complaints: FromDishka[ListComplaints], cursor: Cursor = None, limit: Limit = 50
) -> Page[ComplaintView]:
    """Undecided ones of my subjects, with the serve of each report as its evidence."""
    found = await complaints(actor, pair_of(cursor), limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    key = None if last is None else (last.question_id, last.version)
    return page_of([complaint_view(complaint) for complaint in found], limit, key)


@router.post("/admin/reports/{question_id}", status_code=HTTPStatus.NO_CONTENT, tags=["admin"])
async def decide_complaint(
    question_id: Id, body: DecisionBody, actor: FromDishka[Actor], decide: FromDishka[DecideComplaint]
) -> None:
    """A quarantined question is served no more until it is fixed; the reporters are told."""
    await decide(actor, QuestionId(question_id), body.decision)


@router.post("/admin/questions/{question_id}/what-if", tags=["admin"])
async def weigh_fix(
    question_id: Id, correction: Correction, actor: FromDishka[Actor], weigh: FromDishka[WeighFix]
) -> EffectView:
    """What the fix would do to answers, points and places of the season; nothing changes."""
    return effect_view(await weigh(actor, QuestionId(question_id), correction))


@router.post("/admin/questions/{question_id}/fix", tags=["admin"])
async def fix_question(
    question_id: Id, correction: Correction, actor: FromDishka[Actor], fix: FromDishka[FixQuestion]
) -> EffectView:
    """Makes a version, judges its answers again, and tells the reporters and whose points changed."""
    return effect_view(await fix(actor, QuestionId(question_id), correction))
