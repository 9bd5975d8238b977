"""Contests that students make for each other."""

from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path

from serving.api.contest_views import DuelView, duel_view
from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.core.contests.make_duel import DuelWanted, MakeDuel
from serving.core.contests.show_duels import FindDuel, ListDuels
from serving.core.identity import Actor, Clock

router = APIRouter(prefix="/duels", tags=["contests"], route_class=DishkaRoute, dependencies=[bearer])

Code = Annotated[str, Path(max_length=20, description="As it was told; case and dashes do not matter")]


@router.post("", status_code=HTTPStatus.CREATED)
async def make_duel(
    body: DuelWanted, actor: FromDishka[Actor], make: FromDishka[MakeDuel], clock: FromDishka[Clock]
) -> DuelView:
    """It is open at once. Who knows the code joins, answers and is ranked as in any contest, by its `id`."""
    return duel_view(await make(actor, body), clock())


@router.get("")
async def list_duels(
    actor: FromDishka[Actor],
    mine: FromDishka[ListDuels],
    clock: FromDishka[Clock],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[DuelView]:
    """Those I made or joined, the newest first."""
    found = await mine(actor, number_of(cursor) or None, limit + 1)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([duel_view(duel, clock()) for duel in found], limit, last)


@router.get("/{code}")
async def find_duel(code: Code, find: FromDishka[FindDuel], clock: FromDishka[Clock]) -> DuelView:
    """Before joining it by POST /v1/contests/{id}/join with the code."""
    return duel_view(await find(code), clock())
