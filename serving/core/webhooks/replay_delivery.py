"""Delivering once more what was delivered or given up."""

from dataclasses import dataclass

from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.webhooks.errors import WebhookDeliveryNotFound, WebhookDeliveryWaiting
from serving.core.webhooks.show_webhooks import ShowWebhook
from serving.core.webhooks.webhooks import (
    WebhookDeliveryId,
    WebhookDeliveryState,
    WebhookId,
    Webhooks,
)


@dataclass(frozen=True, slots=True)
class ReplayWebhookDelivery:
    """With the id it had. What waits is refused, so that nobody is called faster than he answers."""

    show: ShowWebhook
    webhooks: Webhooks
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, webhook_id: WebhookId, delivery_id: WebhookDeliveryId) -> None:
        webhook = await self.show(actor, webhook_id)
        delivery = await self.webhooks.lock(webhook.id, delivery_id)
        if delivery is None:
            raise WebhookDeliveryNotFound
        if delivery.state is WebhookDeliveryState.WAITING:
            raise WebhookDeliveryWaiting
        await self.webhooks.try_again(delivery.id, self.clock())
        await self.work.commit()
