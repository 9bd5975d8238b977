"""Giving the address of a server that is to be told."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from secrets import token_urlsafe

from serving.core.account.errors import ScopeMissing
from serving.core.identity import Actor, Clock, Scope, UnitOfWork
from serving.core.roles.audit import Record
from serving.core.roles.permissions import Permissions
from serving.core.webhooks.errors import TooManyWebhooks
from serving.core.webhooks.events import HEARERS, WebhookEvent, is_of_roles
from serving.core.webhooks.reach import Reach
from serving.core.webhooks.signing import PREFIX
from serving.core.webhooks.webhooks import MOST, Webhook, Webhooks, WebhookSecrets


@dataclass(frozen=True, slots=True)
class CreateWebhook:
    """The secret is returned once."""

    reach: Reach
    permissions: Permissions
    webhooks: Webhooks
    secrets: WebhookSecrets
    record: Record
    clock: Clock
    work: UnitOfWork

    async def __call__(
        self, actor: Actor, url: str, events: AbstractSet[WebhookEvent]
    ) -> tuple[str, Webhook]:
        """Raises WebhookUrlRefused, RoleMissing, ScopeMissing and TooManyWebhooks."""
        checked = self.reach.checked(url)
        for event in events:
            await self.permissions.require(actor, *HEARERS[event])
        of_roles = any(map(is_of_roles, events))
        if of_roles and Scope.ADMIN not in actor.scopes:
            raise ScopeMissing(Scope.ADMIN)
        secret, now, ordered = PREFIX + token_urlsafe(32), self.clock(), tuple(sorted(events))
        sealed = self.secrets.seal(checked, secret)
        added = await self.webhooks.add(actor.student_id, checked, ordered, sealed, now)
        if len(await self.webhooks.of(actor.student_id)) > MOST:
            raise TooManyWebhooks
        if of_roles:
            await self.record(actor, "create_webhook", f"webhook:{added}", after={"events": list(ordered)})
        await self.work.commit()
        return secret, Webhook(added, checked, ordered, now)
