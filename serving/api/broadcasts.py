"""Broadcasts of admins."""

from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path, Request

from serving.api.broadcast_views import (
    BroadcastView,
    ConfirmBody,
    CreatedView,
    PictureView,
    PlanBody,
    ReachView,
    ReportView,
    ResentView,
    ScheduleBody,
    ScheduledView,
    broadcast_view,
    reach_view,
    report_view,
)
from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.core.broadcasts.broadcasts import BroadcastId
from serving.core.broadcasts.cancel_broadcast import CancelBroadcast
from serving.core.broadcasts.change_draft import ChangeDraft
from serving.core.broadcasts.confirm_broadcast import ConfirmBroadcast
from serving.core.broadcasts.count_recipients import CountRecipients
from serving.core.broadcasts.draft_broadcast import DraftBroadcast
from serving.core.broadcasts.keep_picture import KeepPicture
from serving.core.broadcasts.pause_broadcast import PauseBroadcast
from serving.core.broadcasts.preview_broadcast import PreviewBroadcast
from serving.core.broadcasts.resend_unknown import ResendUnknown
from serving.core.broadcasts.resume_broadcast import ResumeBroadcast
from serving.core.broadcasts.schedule_broadcast import ScheduleBroadcast
from serving.core.broadcasts.show_broadcasts import ListBroadcasts, ShowReport
from serving.core.identity import Actor

router = APIRouter(prefix="/admin/broadcasts", tags=["admin"], route_class=DishkaRoute, dependencies=[bearer])

Id = Annotated[int, Path(ge=1, lt=1 << 63)]
NO_CONTENT = HTTPStatus.NO_CONTENT
PICTURE = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}


@router.post("", status_code=HTTPStatus.CREATED)
async def draft_broadcast(
    body: PlanBody, actor: FromDishka[Actor], draft: FromDishka[DraftBroadcast]
) -> CreatedView:
    """Nothing is sent until it is confirmed and scheduled."""
    return CreatedView(id=await draft(actor, body.plan()))


@router.get("")
async def list_broadcasts(
    actor: FromDishka[Actor], shown: FromDishka[ListBroadcasts], cursor: Cursor = None, limit: Limit = 50
) -> Page[BroadcastView]:
    """The newest first."""
    found = await shown(actor, number_of(cursor) or None, limit + 1)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([broadcast_view(broadcast) for broadcast in found], limit, last)


@router.post("/pictures", status_code=HTTPStatus.CREATED, openapi_extra={"requestBody": PICTURE})
async def keep_picture(
    request: Request, actor: FromDishka[Actor], keep: FromDishka[KeepPicture]
) -> PictureView:
    """A PNG, JPEG or WebP of 10 MB at most, as it is; its `sha256` is the `photo` of a draft."""
    digest = await keep(actor, await request.body())
    return PictureView(sha256=digest, photo_url=f"/v1/photos/{digest}")


@router.get("/{broadcast_id}")
async def get_broadcast(
    broadcast_id: Id, actor: FromDishka[Actor], show: FromDishka[ShowReport]
) -> ReportView:
    """Live: what became of its messages until now."""
    return report_view(await show(actor, BroadcastId(broadcast_id)))


@router.put("/{broadcast_id}", status_code=NO_CONTENT)
async def change_draft(
    broadcast_id: Id, body: PlanBody, actor: FromDishka[Actor], change: FromDishka[ChangeDraft]
) -> None:
    await change(actor, BroadcastId(broadcast_id), body.plan())


@router.post("/{broadcast_id}/preview", status_code=HTTPStatus.ACCEPTED)
async def preview_broadcast(
    broadcast_id: Id, actor: FromDishka[Actor], preview: FromDishka[PreviewBroadcast]
) -> None:
    """To me, by the channels that reach me."""
    await preview(actor, BroadcastId(broadcast_id))


@router.get("/{broadcast_id}/recipients")
async def count_recipients(
    broadcast_id: Id, actor: FromDishka[Actor], count: FromDishka[CountRecipients]
) -> ReachView:
    return reach_view(await count(actor, BroadcastId(broadcast_id)))


@router.post("/{broadcast_id}/confirm", status_code=NO_CONTENT)
async def confirm_broadcast(
    broadcast_id: Id, body: ConfirmBody, actor: FromDishka[Actor], confirm: FromDishka[ConfirmBroadcast]
) -> None:
    """`students` is the number that GET …/recipients shows, typed by a person."""
    await confirm(actor, BroadcastId(broadcast_id), body.students)


@router.post("/{broadcast_id}/schedule")
async def schedule_broadcast(
    broadcast_id: Id, body: ScheduleBody, actor: FromDishka[Actor], schedule: FromDishka[ScheduleBroadcast]
) -> ScheduledView:
    """Without `at`: now."""
    return ScheduledView(at=await schedule(actor, BroadcastId(broadcast_id), body.at))


@router.post("/{broadcast_id}/pause", status_code=NO_CONTENT)
async def pause_broadcast(
    broadcast_id: Id, actor: FromDishka[Actor], pause: FromDishka[PauseBroadcast]
) -> None:
    """What is on its way arrives: at most eight messages."""
    await pause(actor, BroadcastId(broadcast_id))


@router.post("/{broadcast_id}/resume", status_code=NO_CONTENT)
async def resume_broadcast(
    broadcast_id: Id, actor: FromDishka[Actor], resume: FromDishka[ResumeBroadcast]
) -> None:
    await resume(actor, BroadcastId(broadcast_id))


@router.post("/{broadcast_id}/cancel", status_code=NO_CONTENT)
async def cancel_broadcast(
    broadcast_id: Id, actor: FromDishka[Actor], cancel: FromDishka[CancelBroadcast]
) -> None:
    await cancel(actor, BroadcastId(broadcast_id))


@router.post("/{broadcast_id}/resend-unknown")
async def resend_unknown(
    broadcast_id: Id, actor: FromDishka[Actor], resend: FromDishka[ResendUnknown]
) -> ResentView:
    """Messages of which nothing was heard; some students get them twice."""
    return ResentView(messages=await resend(actor, BroadcastId(broadcast_id)))
