"""Telling the servers of clients what happened."""

from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path

from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.api.webhook_views import (
    CreatedWebhookView,
    WebhookBody,
    WebhookDeliveryView,
    WebhookView,
    delivery_view,
    webhook_view,
)
from serving.core.identity import Actor
from serving.core.webhooks.create_webhook import CreateWebhook
from serving.core.webhooks.delete_webhook import DeleteWebhook
from serving.core.webhooks.replay_delivery import ReplayWebhookDelivery
from serving.core.webhooks.show_webhooks import ListWebhookDeliveries
from serving.core.webhooks.webhooks import WebhookDeliveryId, WebhookId, Webhooks

router = APIRouter(
    prefix="/webhooks", tags=["webhooks", "account"], route_class=DishkaRoute, dependencies=[bearer]
)

Id = Annotated[int, Path(ge=1, lt=1 << 63)]


@router.get("")
async def list_webhooks(actor: FromDishka[Actor], webhooks: FromDishka[Webhooks]) -> list[WebhookView]:
    """Mine, ten at most."""
    return [webhook_view(webhook) for webhook in await webhooks.of(actor.student_id)]


@router.post("", status_code=HTTPStatus.CREATED)
async def create_webhook(
    body: WebhookBody, actor: FromDishka[Actor], create: FromDishka[CreateWebhook]
) -> CreatedWebhookView:
    """From now on the address is called by POST at what happens: at least once, so remember `Webhook-Id`,
    which is the same at every try. Any status from 200 to 299 within ten seconds ends it; otherwise it is
    tried again after 30 seconds, a minute, two, … two hours, for 24 hours.

    `Webhook-Signature` is `sha256=` and the HMAC-SHA256, in hex, of `Webhook-Timestamp`, a full stop and the
    body as it came, by the secret. Compare it in constant time and refuse timestamps older than five minutes.
    """
    secret, webhook = await create(actor, body.url, body.events)
    return CreatedWebhookView(secret=secret, **dict(webhook_view(webhook)))


@router.delete("/{webhook_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_webhook(webhook_id: Id, actor: FromDishka[Actor], delete: FromDishka[DeleteWebhook]) -> None:
    """With its deliveries."""
    await delete(actor, WebhookId(webhook_id))


@router.get("/{webhook_id}/deliveries")
async def list_webhook_deliveries(
    webhook_id: Id,
    actor: FromDishka[Actor],
    deliveries: FromDishka[ListWebhookDeliveries],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[WebhookDeliveryView]:
    """Of the last thirty days, the newest first."""
    found = await deliveries(actor, WebhookId(webhook_id), number_of(cursor) or None, limit + 1)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([delivery_view(delivery) for delivery in found], limit, last)


@router.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=HTTPStatus.ACCEPTED)
async def replay_webhook_delivery(
    webhook_id: Id, delivery_id: Id, actor: FromDishka[Actor], replay: FromDishka[ReplayWebhookDelivery]
) -> None:
    """Once it was delivered or given up; with the id and the body it had."""
    await replay(actor, WebhookId(webhook_id), WebhookDeliveryId(delivery_id))
