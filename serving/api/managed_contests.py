"""Contests for those who make them."""

from http import HTTPStatus

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter

from serving.api.contests import Id
from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.api.managed_contest_views import (
    AnnouncedView,
    ContestReportView,
    DraftedView,
    MarksView,
    PlanView,
    RejudgementView,
    marks_views,
    rejudgement_view,
    report_view,
)
from serving.core.contests.announce_contest import AnnounceContest
from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.contests import ContestId, Plan
from serving.core.contests.draft_contest import ChangeContest, DraftContest
from serving.core.contests.finish_contest import FinishContest
from serving.core.contests.item_analysis import AnalyseContest
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.rejudge_contest import RejudgeContest, WeighRejudgement
from serving.core.contests.show_marks import ShowMarks
from serving.core.contests.show_plan import ShowPlan
from serving.core.identity import Actor, Clock

router = APIRouter(prefix="/admin/contests", tags=["admin"], route_class=DishkaRoute, dependencies=[bearer])

NO_CONTENT = HTTPStatus.NO_CONTENT


@router.post("", status_code=HTTPStatus.CREATED)
async def draft_contest(body: Plan, actor: FromDishka[Actor], draft: FromDishka[DraftContest]) -> DraftedView:
    """Nobody sees it until it is announced."""
    return DraftedView(id=await draft(actor, body))


@router.get("/{contest_id}")
async def get_plan(
    contest_id: Id, actor: FromDishka[Actor], show: FromDishka[ShowPlan], clock: FromDishka[Clock]
) -> PlanView:
    contest = await show(actor, ContestId(contest_id))
    return PlanView(state=contest.schedule.state(clock()), plan=contest.plan)


@router.post("/{contest_id}/announce")
async def announce_contest(
    contest_id: Id, actor: FromDishka[Actor], announce: FromDishka[AnnounceContest]
) -> AnnouncedView:
    """Its questions and their versions are chosen now, and leave training until the end."""
    return AnnouncedView(questions=await announce(actor, ContestId(contest_id)))


@router.put("/{contest_id}", status_code=NO_CONTENT)
async def change_contest(
    contest_id: Id, body: Plan, actor: FromDishka[Actor], change: FromDishka[ChangeContest]
) -> None:
    """While it is a draft."""
    await change(actor, ContestId(contest_id), body)


@router.post("/{contest_id}/finish", status_code=NO_CONTENT)
async def finish_contest(contest_id: Id, actor: FromDishka[Actor], finish: FromDishka[FinishContest]) -> None:
    """Before its time, while it runs; what was answered counts."""
    await finish(actor, ContestId(contest_id))


@router.post("/{contest_id}/cancel", status_code=NO_CONTENT)
async def cancel_contest(contest_id: Id, actor: FromDishka[Actor], cancel: FromDishka[CancelContest]) -> None:
    await cancel(actor, ContestId(contest_id))


@router.post("/{contest_id}/results", status_code=NO_CONTENT)
async def publish_results(
    contest_id: Id, actor: FromDishka[Actor], publish: FromDishka[PublishResults]
) -> None:
    """Shows the whole table, also what happened after the freeze."""
    await publish(actor, ContestId(contest_id))


@router.post("/{contest_id}/rejudge/what-if")
async def weigh_rejudgement(
    contest_id: Id, actor: FromDishka[Actor], weigh: FromDishka[WeighRejudgement]
) -> RejudgementView:
    """What the corrected keys would do to points and places; nothing changes."""
    return rejudgement_view(await weigh(actor, ContestId(contest_id)))


@router.post("/{contest_id}/rejudge")
async def rejudge_contest(
    contest_id: Id, actor: FromDishka[Actor], rejudge: FromDishka[RejudgeContest]
) -> RejudgementView:
    """By the newest versions that differ by the key alone; students whose points change are told."""
    return rejudgement_view(await rejudge(actor, ContestId(contest_id)))


@router.get("/{contest_id}/report")
async def get_contest_report(
    contest_id: Id, actor: FromDishka[Actor], analyse: FromDishka[AnalyseContest]
) -> ContestReportView:
    """How its questions worked, by first attempts, when it is over. The export `contest-questions` is a
    workbook of it."""
    return report_view(await analyse(actor, ContestId(contest_id)))


@router.get("/{contest_id}/marks")
async def list_marks(
    contest_id: Id,
    actor: FromDishka[Actor],
    show: FromDishka[ShowMarks],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[MarksView]:
    """Who solved what in his first attempt, when it is over, by ascending student. The export
    `contest-answers` is a workbook of it."""
    marks = await show(actor, ContestId(contest_id))
    found = marks_views(marks, after=number_of(cursor), count=limit + 1)
    last = (found[limit - 1].student_id,) if len(found) > limit else None
    return page_of(found, limit, last)
