"""Addresses that clients gave, and what is delivered to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

from serving.core.identity import StudentId
from serving.core.webhooks.events import Happened, WebhookEvent

WebhookId = NewType("WebhookId", int)
WebhookDeliveryId = NewType("WebhookDeliveryId", int)
MOST = 10
"""Of one student."""
PATIENCE = timedelta(hours=24)
"""So long is a delivery tried."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=2)
"""Between tries: the first, and after that twice the one before."""


class WebhookDeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Webhook:
    id: WebhookId
    url: str
    events: tuple[WebhookEvent, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """`status`: of the last answer, None when there was none, and then `error` says why."""

    id: WebhookDeliveryId
    happened: Happened
    state: WebhookDeliveryState
    attempts: int
    tried_at: datetime | None
    not_before: datetime
    status: int | None
    error: str | None


class WebhookSecrets(Protocol):
    """A sealed secret opens for its address alone."""

    def seal(self, url: str, secret: str) -> bytes: ...


class Webhooks(Protocol):
    async def add(
        self,
        student_id: StudentId,
        url: str,
        events: Sequence[WebhookEvent],
        sealed_secret: bytes,
        now: datetime,
    ) -> WebhookId:
        """Additions of one student wait for each other; raises TokenRefused when he is gone."""
        ...

    async def of(self, student_id: StudentId) -> Sequence[Webhook]:
        """By id."""
        ...

    async def remove(self, webhook_id: WebhookId) -> None:
        """With its deliveries."""
        ...

    async def deliveries(
        self, webhook_id: WebhookId, before: int | None, count: int
    ) -> Sequence[WebhookDelivery]:
        """The newest first; `before` is the id of the last one seen."""
        ...

    async def lock(self, webhook_id: WebhookId, delivery_id: WebhookDeliveryId) -> WebhookDelivery | None:
        """Until the end of the transaction."""
        ...

    async def try_again(self, delivery_id: WebhookDeliveryId, now: datetime) -> None:
        """At once, and for as long as a new one."""
        ...
