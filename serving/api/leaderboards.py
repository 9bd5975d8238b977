"""Places among students."""

from datetime import date
from typing import Self

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from pydantic import BaseModel

from serving.api.identity import bearer
from serving.core.identity import Actor, StudentId
from serving.core.leaderboard.board import Leaderboard, Place, Slice
from serving.core.leaderboard.choose_appearance import Appearance, ChooseAppearance, ShowAppearance
from serving.core.leaderboard.show_leaderboard import ShowLeaderboard
from serving.core.leaderboard.windows import Window

router = APIRouter(tags=["leaderboards"], route_class=DishkaRoute, dependencies=[bearer])


class PlaceView(BaseModel):
    """Students with equal points share a place: 1, 2, 2, 4."""

    place: int
    points: int
    name: str | None
    mine: bool

    @classmethod
    def of(cls, place: Place, mine: StudentId) -> Self:
        return cls(place=place.place, points=place.points, name=place.name, mine=place.student_id == mine)


class LeaderboardView(BaseModel):
    """`places`: the first ten; `neighbours`: two above me, me and two below; `total`: with points."""

    subject: str
    window: Window
    since: date
    slice: Slice | None
    total: int
    mine: PlaceView
    places: list[PlaceView]
    neighbours: list[PlaceView]


@router.get("/leaderboards/{subject}")
async def get_leaderboard(
    subject: str,
    actor: FromDishka[Actor],
    show: FromDishka[ShowLeaderboard],
    window: Window = Window.SEASON,
    slice: Slice | None = None,  # noqa: A002 the name of the parameter
) -> LeaderboardView:
    """Among all students, or those of my region, grade or school when they are five or more."""
    return leaderboard_view(await show(actor, subject, window, slice))


@router.get("/me/appearance")
async def get_appearance(actor: FromDishka[Actor], show: FromDishka[ShowAppearance]) -> Appearance:
    return await show(actor)


@router.put("/me/appearance")
async def put_appearance(
    appearance: Appearance, actor: FromDishka[Actor], choose: FromDishka[ChooseAppearance]
) -> Appearance:
    """How others see me on leaderboards, if at all."""
    return await choose(actor, appearance)


def leaderboard_view(board: Leaderboard) -> LeaderboardView:
    me = board.standing.mine.student_id
    return LeaderboardView(
        subject=board.subject,
        window=board.window,
        since=board.since,
        slice=board.slice,
        total=board.standing.total,
        mine=PlaceView.of(board.standing.mine, me),
        places=[PlaceView.of(place, me) for place in board.standing.top],
        neighbours=[PlaceView.of(place, me) for place in board.neighbours],
    )
