"""Webhooks as clients see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from serving.core.webhooks.events import WebhookEvent
from serving.core.webhooks.reach import LONGEST
from serving.core.webhooks.webhooks import Webhook, WebhookDelivery, WebhookDeliveryState


class WebhookBody(BaseModel):
    """`release.published` is for departments (of their subjects), analysts and admins, `export.ready`, of
    one's own exports, for analysts and admins; a personal token needs the scope `admin` for both."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(max_length=LONGEST, description="https, in the internet")]
    events: Annotated[frozenset[WebhookEvent], Field(min_length=1)]


class WebhookView(BaseModel):
    id: int
    url: str
    events: list[WebhookEvent]
    created_at: datetime


class CreatedWebhookView(WebhookView):
    """`secret` is shown this once."""

    secret: str


class WebhookDeliveryView(BaseModel):
    """`facts` depend on the event. `status`: of the last answer; without one `error` says why. `next_at`: not
    before this, while it waits."""

    id: int
    event: WebhookEvent
    facts: Mapping[str, JsonValue]
    happened_at: datetime
    state: WebhookDeliveryState
    attempts: Annotated[int, Field(ge=0)]
    tried_at: datetime | None
    next_at: datetime | None
    status: int | None
    error: str | None


def webhook_view(webhook: Webhook) -> WebhookView:
    return WebhookView(
        id=webhook.id, url=webhook.url, events=list(webhook.events), created_at=webhook.created_at
    )


def delivery_view(delivery: WebhookDelivery) -> WebhookDeliveryView:
    waits = delivery.state is WebhookDeliveryState.WAITING
    return WebhookDeliveryView(
        id=delivery.id,
        event=delivery.happened.event,
        facts=delivery.happened.facts,
        happened_at=delivery.happened.at,
        state=delivery.state,
        attempts=delivery.attempts,
        tried_at=delivery.tried_at,
        next_at=delivery.not_before if waits else None,
        status=delivery.status,
        error=delivery.error,
    )
