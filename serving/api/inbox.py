"""What the student is told between his visits."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path
from pydantic import BaseModel, JsonValue

from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.core.identity import Actor
from serving.core.inbox.messages import Inbox, Message, MessageId, MessageKind
from serving.core.inbox.read_message import ReadMessage

router = APIRouter(prefix="/me/inbox", tags=["inbox"], route_class=DishkaRoute, dependencies=[bearer])


class MessageView(BaseModel):
    """`facts` depend on the kind; `text` among them is shown as it is."""

    id: int
    kind: MessageKind
    facts: Mapping[str, JsonValue]
    created_at: datetime
    read_at: datetime | None


@router.get("")
async def list_inbox(
    actor: FromDishka[Actor],
    inbox: FromDishka[Inbox],
    unread: bool = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[MessageView]:
    """The newest first."""
    found = await inbox.newest(actor.student_id, number_of(cursor) or None, limit + 1, unread=unread)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([message_view(message) for message in found], limit, last)


@router.post("/{message_id}/read", status_code=HTTPStatus.NO_CONTENT)
async def read_message(
    message_id: Annotated[int, Path(ge=1, lt=1 << 63)],
    actor: FromDishka[Actor],
    read: FromDishka[ReadMessage],
) -> None:
    await read(actor, MessageId(message_id))


def message_view(message: Message) -> MessageView:
    return MessageView(
        id=message.id,
        kind=message.kind,
        facts=message.facts,
        created_at=message.created_at,
        read_at=message.read_at,
    )
