"""Contests for those who take part."""

from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path

from serving.api.contest_views import (
    AskedView,
    AttemptView,
    ContestView,
    JoinBody,
    PlacedAnswerBody,
    ReminderBody,
    ReviewView,
    TableView,
    TakenView,
    asked_view,
    attempt_view,
    contest_view,
    review_view,
    table_view,
)
from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.core.contests.ask_for_reminder import AskForReminder
from serving.core.contests.contests import ContestId, Place
from serving.core.contests.enter_contest import EnterContest
from serving.core.contests.show_contests import ListContests, ReviewAttempt, ShowContest, ShowTable
from serving.core.contests.take_part import AnswerInContest, FinishAttempt, NextInContest
from serving.core.identity import Actor, Clock

router = APIRouter(prefix="/contests", tags=["contests"], route_class=DishkaRoute, dependencies=[bearer])

Id = Annotated[int, Path(ge=1, lt=1 << 63)]


@router.get("")
async def list_contests(
    actor: FromDishka[Actor],
    shown: FromDishka[ListContests],
    clock: FromDishka[Clock],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[ContestView]:
    """The newest first."""
    found = await shown(actor, number_of(cursor) or None, limit + 1)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([contest_view(contest, clock()) for contest in found], limit, last)


@router.get("/{contest_id}")
async def get_contest(contest_id: Id, show: FromDishka[ShowContest], clock: FromDishka[Clock]) -> ContestView:
    return contest_view(await show(ContestId(contest_id)), clock())


@router.put("/{contest_id}/reminder", status_code=HTTPStatus.NO_CONTENT)
async def put_reminder(
    contest_id: Id, body: ReminderBody, actor: FromDishka[Actor], ask: FromDishka[AskForReminder]
) -> None:
    """A day and an hour before the start. Who studies the subject of an open contest is reminded unasked."""
    await ask(actor, ContestId(contest_id), body.code, wanted=body.wanted)


@router.post("/{contest_id}/join")
async def join_contest(
    contest_id: Id, body: JoinBody, actor: FromDishka[Actor], enter: FromDishka[EnterContest]
) -> AttemptView:
    """Again, on any device, it goes on with the attempt under way. After the end it is a virtual one."""
    return attempt_view(await enter(actor, ContestId(contest_id), body.code))


@router.post("/{contest_id}/next")
async def next_in_contest(
    contest_id: Id, actor: FromDishka[Actor], draw: FromDishka[NextInContest]
) -> AskedView:
    """Until it is answered, the same question is returned."""
    return asked_view(await draw(actor, ContestId(contest_id)))


@router.post("/{contest_id}/answer")
async def answer_in_contest(
    contest_id: Id,
    body: PlacedAnswerBody,
    actor: FromDishka[Actor],
    answer: FromDishka[AnswerInContest],
) -> TakenView:
    """The first answer stays, whatever is sent later."""
    taken = await answer(actor, ContestId(contest_id), Place(body.place), body.response())
    return TakenView(place=taken.place)


@router.post("/{contest_id}/finish", status_code=HTTPStatus.NO_CONTENT)
async def finish_attempt(contest_id: Id, actor: FromDishka[Actor], finish: FromDishka[FinishAttempt]) -> None:
    """Before one's time is over."""
    await finish(actor, ContestId(contest_id))


@router.get("/{contest_id}/standings")
async def get_standings(contest_id: Id, actor: FromDishka[Actor], show: FromDishka[ShowTable]) -> TableView:
    """The first hundred; during the freeze as they were when it began."""
    return table_view(await show(actor.student_id, ContestId(contest_id)))


@router.get("/{contest_id}/review")
async def review_attempt(
    contest_id: Id, actor: FromDishka[Actor], review: FromDishka[ReviewAttempt]
) -> list[ReviewView]:
    """My last attempt with the keys, after the end."""
    return [review_view(asked) for asked in await review(actor, ContestId(contest_id))]
