"""Sessions, questions and answers."""

from http import HTTPStatus
from uuid import UUID

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter

from serving.api.identity import bearer
from serving.api.training_views import (
    AnswerBody,
    ServedView,
    SessionBody,
    SessionView,
    SummaryView,
    VerdictView,
    served_view,
    verdict_view,
)
from serving.core.identity import Actor
from serving.core.training.draw_question import DrawQuestion
from serving.core.training.finish_session import FinishSession
from serving.core.training.sessions import ServeId, SessionId
from serving.core.training.start_session import StartSession
from serving.core.training.submit_answer import SubmitAnswer

router = APIRouter(tags=["training"], route_class=DishkaRoute, dependencies=[bearer])


@router.post("/sessions", status_code=HTTPStatus.CREATED)
async def start_session(
    body: SessionBody, actor: FromDishka[Actor], start: FromDishka[StartSession]
) -> SessionView:
    """Ends the open session of the subject, if there is one."""
    session = await start(actor, body.subject, body.mode)
    return SessionView(session_id=session.id, mode=session.mode)


@router.post("/sessions/{session_id}/next")
async def next_question(
    session_id: UUID, actor: FromDishka[Actor], draw: FromDishka[DrawQuestion]
) -> ServedView:
    """Until it is answered, the same question is returned."""
    return served_view(await draw(actor, SessionId(session_id)))


@router.post("/serves/{serve_id}/answer")
async def answer(
    serve_id: UUID, body: AnswerBody, actor: FromDishka[Actor], submit: FromDishka[SubmitAnswer]
) -> VerdictView:
    """Repeating the request returns the first result."""
    return verdict_view(await submit(actor, ServeId(serve_id), body.response()))


@router.post("/sessions/{session_id}/finish")
async def finish_session(
    session_id: UUID, actor: FromDishka[Actor], finish: FromDishka[FinishSession]
) -> SummaryView:
    summary = await finish(actor, SessionId(session_id))
    return SummaryView(
        right=summary.right, total=summary.total, points=summary.points, best_series=summary.best_series
    )
