"""Looking at one's own webhooks, and at what was delivered."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.identity import Actor
from serving.core.webhooks.errors import WebhookNotFound
from serving.core.webhooks.webhooks import Webhook, WebhookDelivery, WebhookId, Webhooks


@dataclass(frozen=True, slots=True)
class ShowWebhook:
    webhooks: Webhooks

    async def __call__(self, actor: Actor, webhook_id: WebhookId) -> Webhook:
        for webhook in await self.webhooks.of(actor.student_id):
            if webhook.id == webhook_id:
                return webhook
        raise WebhookNotFound


@dataclass(frozen=True, slots=True)
class ListWebhookDeliveries:
    """The newest first; `before` is the id of the last one seen."""

    show: ShowWebhook
    webhooks: Webhooks

    async def __call__(
        self, actor: Actor, webhook_id: WebhookId, before: int | None = None, count: int = 50
    ) -> Sequence[WebhookDelivery]:
        webhook = await self.show(actor, webhook_id)
        return await self.webhooks.deliveries(webhook.id, before, count)
