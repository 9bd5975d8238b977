"""What waits to be told, each step a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.identity import Clock, StudentId
from serving.core.roles.roles import Grant, Role
from serving.core.webhooks.events import Happened
from serving.core.webhooks.webhooks import FIRST_PAUSE, LONGEST_PAUSE, PATIENCE, WebhookDeliveryId
from serving.db.repositories.webhooks import happened_of

HAPPENED = text("""
select id, event, facts, happened_at, subject, student_id from webhook_events
where spread_at is null order by id limit 1 for update skip locked
""")
LISTENING = text("""
select webhooks.id, webhooks.student_id as owner_id, coalesce(role, 'student') as role,
    coalesce(subjects, '{}') as subjects
from webhooks
left join roles on roles.student_id = webhooks.student_id
where :event = any(events) and webhooks.created_at <= :happened_at
""")
ADDED = text("""
insert into webhook_deliveries (webhook_id, event_id, not_before, give_up_at)
select webhook_id, :event_id, :now, :give_up_at from unnest(cast(:webhooks as bigint[])) as of (webhook_id)
""")
SPREAD = text("update webhook_events set spread_at = :now where id = :event_id")

# The pause after a try begins with it, so that one that a crash has cut off is made again.
CLAIMED = text("""
with claimed as (
    update webhook_deliveries set attempts = attempts + 1, tried_at = :now,
        not_before = :now + least(:first_pause * power(2, least(attempts, 20)), :longest_pause)
    where id = (
        select id from webhook_deliveries where state = 'waiting' and not_before <= :now
        order by attempts, not_before limit 1 for update skip locked
    )
    returning *
)
select claimed.id, webhooks.url, webhooks.sealed_secret, webhooks.student_id as owner_id,
    event, facts, happened_at, subject, webhook_events.student_id, coalesce(role, 'student') as role,
    coalesce(subjects, '{}') as subjects
from claimed
join webhooks on webhooks.id = claimed.webhook_id
join webhook_events on webhook_events.id = claimed.event_id
left join roles on roles.student_id = webhooks.student_id
""")
ARRIVED = text("""
update webhook_deliveries set state = 'delivered', status = :status, error = null where id = :id
""")
FAILED = text("update webhook_deliveries set status = :status, error = :error where id = :id")
WITHHELD = text("""
update webhook_deliveries set state = 'given_up', status = null, error = 'role_missing' where id = :id
""")
GIVEN_UP = text("""
update webhook_deliveries set state = 'given_up'
where state = 'waiting' and attempts > 0 and give_up_at <= :now
""")
SEALED = text("select id, url, sealed_secret from webhooks")
RESEALED = text("update webhooks set sealed_secret = :sealed where id = :id and sealed_secret = :before")


@dataclass(frozen=True, slots=True)
class Claimed:
    id: WebhookDeliveryId
    url: str
    sealed_secret: bytes
    happened: Happened
    owner: StudentId
    grant: Grant

    @property
    def may_be_told(self) -> bool:
        return self.happened.may_be_told(self.owner, self.grant)


@dataclass(frozen=True, slots=True)
class SqlWebhookOutbox:
    engine: AsyncEngine
    clock: Clock

    async def spread(self) -> bool:
        """Whether something had happened; whoever listens and may be told has a delivery of it now."""
        now = self.clock()
        async with self.engine.begin() as connection:
            row = (await connection.execute(HAPPENED)).one_or_none()
            if row is None:
                return False
            happened = happened_of(row)
            wanted = {"event": happened.event, "happened_at": happened.at}
            told = [
                webhook.id
                for webhook in await connection.execute(LISTENING, wanted)
                if happened.may_be_told(StudentId(webhook.owner_id), grant_of(webhook))
            ]
            given = {"event_id": row.id, "webhooks": told, "now": now, "give_up_at": now + PATIENCE}
            await connection.execute(ADDED, given)
            await connection.execute(SPREAD, {"event_id": row.id, "now": now})
        return True

    async def claim(self) -> Claimed | None:
        """Nobody else has it until its next try is due."""
        given = {"now": self.clock(), "first_pause": FIRST_PAUSE, "longest_pause": LONGEST_PAUSE}
        async with self.engine.begin() as connection:
            row = (await connection.execute(CLAIMED, given)).one_or_none()
        if row is None:
            return None
        return Claimed(
            WebhookDeliveryId(row.id),
            row.url,
            row.sealed_secret,
            happened_of(row),
            StudentId(row.owner_id),
            grant_of(row),
        )

    async def arrived(self, delivery_id: WebhookDeliveryId, status: int) -> None:
        await self._do(ARRIVED, id=delivery_id, status=status)

    async def failed(self, delivery_id: WebhookDeliveryId, status: int | None, error: str | None) -> None:
        """It waits for its next try."""
        await self._do(FAILED, id=delivery_id, status=status, error=error)

    async def withhold(self, delivery_id: WebhookDeliveryId) -> None:
        await self._do(WITHHELD, id=delivery_id)

    async def give_up(self) -> None:
        """What was tried for a day; what nobody could try meanwhile is tried once."""
        await self._do(GIVEN_UP, now=self.clock())

    async def reseal(self, sealed_anew: Callable[[str, bytes], bytes | None]) -> None:
        async with self.engine.begin() as connection:
            for row in (await connection.execute(SEALED)).all():
                sealed = sealed_anew(row.url, row.sealed_secret)
                if sealed is not None:
                    given = {"id": row.id, "sealed": sealed, "before": row.sealed_secret}
                    await connection.execute(RESEALED, given)

    async def _do(self, statement: TextClause, **given: object) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(statement, given)


def grant_of(row: Row[*tuple[object, ...]]) -> Grant:
    """Only departments have subjects here; the others have all."""
    return Grant(Role(row.role), frozenset(row.subjects))
