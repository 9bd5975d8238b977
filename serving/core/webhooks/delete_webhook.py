"""Telling a server nothing any more."""

from dataclasses import dataclass

from serving.core.identity import Actor, UnitOfWork
from serving.core.roles.audit import Record
from serving.core.webhooks.events import is_of_roles
from serving.core.webhooks.show_webhooks import ShowWebhook
from serving.core.webhooks.webhooks import WebhookId, Webhooks


@dataclass(frozen=True, slots=True)
class DeleteWebhook:
    show: ShowWebhook
    webhooks: Webhooks
    record: Record
    work: UnitOfWork

    async def __call__(self, actor: Actor, webhook_id: WebhookId) -> None:
        webhook = await self.show(actor, webhook_id)
        await self.webhooks.remove(webhook.id)
        if any(map(is_of_roles, webhook.events)):
            what = f"webhook:{webhook.id}"
            await self.record(actor, "delete_webhook", what, before={"events": list(webhook.events)})
        await self.work.commit()
