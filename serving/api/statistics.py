"""What a student did, and what he prepares for."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter

from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.api.statistics_views import PastView, StatisticsView, past_view, statistics_view
from serving.core.identity import Actor
from serving.core.statistics.show_history import ShowHistory
from serving.core.statistics.show_statistics import ShowStatistics
from serving.core.training.goals import Goal
from serving.core.training.set_goal import SetGoal, ShowGoal

router = APIRouter(prefix="/me", tags=["statistics"], route_class=DishkaRoute, dependencies=[bearer])


@router.get("/statistics")
async def get_statistics(
    actor: FromDishka[Actor], show: FromDishka[ShowStatistics], subject: str | None = None
) -> StatisticsView:
    """Of one subject, or of all."""
    return statistics_view(await show(actor, subject))


@router.get("/history")
async def get_history(
    actor: FromDishka[Actor],
    show: FromDishka[ShowHistory],
    subject: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[PastView]:
    """My answers, the newest first."""
    found = await show(actor, subject, number_of(cursor) or None, limit + 1)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([past_view(past) for past in found], limit, last)


@router.get("/goals/{subject}")
async def get_goal(subject: str, actor: FromDishka[Actor], show: FromDishka[ShowGoal]) -> Goal:
    return await show(actor, subject)


@router.put("/goals/{subject}")
async def put_goal(subject: str, goal: Goal, actor: FromDishka[Actor], set_goal: FromDishka[SetGoal]) -> Goal:
    """Until the olympiad, mistakes are repeated in time; `daily_mistakes` at most a day."""
    return await set_goal(actor, subject, goal)
