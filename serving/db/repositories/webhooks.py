from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.webhooks.events import Happened, WebhookEvent
from serving.core.webhooks.webhooks import (
    PATIENCE,
    Webhook,
    WebhookDelivery,
    WebhookDeliveryId,
    WebhookDeliveryState,
    WebhookId,
)
from serving.db.repositories.locked_students import lock_student
from serving.db.tables.webhooks import webhook_deliveries as deliveries
from serving.db.tables.webhooks import webhook_events as happenings
from serving.db.tables.webhooks import webhooks as table


@dataclass(frozen=True, slots=True)
class SqlWebhooks:
    connection: AsyncConnection

    async def add(
        self,
        student_id: StudentId,
        url: str,
        events: Sequence[WebhookEvent],
        sealed_secret: bytes,
        now: datetime,
    ) -> WebhookId:
        await lock_student(self.connection, student_id)
        values = {
            "student_id": student_id,
            "url": url,
            "events": list(events),
            "sealed_secret": sealed_secret,
            "created_at": now,
        }
        added = await self.connection.execute(insert(table).values(values).returning(table.c.id))
        return WebhookId(added.scalar_one())

    async def of(self, student_id: StudentId) -> Sequence[Webhook]:
        query = select(table).where(table.c.student_id == student_id).order_by(table.c.id)
        return [
            Webhook(WebhookId(row.id), row.url, tuple(map(WebhookEvent, row.events)), row.created_at)
            for row in await self.connection.execute(query)
        ]

    async def remove(self, webhook_id: WebhookId) -> None:
        await self.connection.execute(delete(table).where(table.c.id == webhook_id))

    async def deliveries(
        self, webhook_id: WebhookId, before: int | None, count: int
    ) -> Sequence[WebhookDelivery]:
        query = selected(deliveries.c.webhook_id == webhook_id).order_by(deliveries.c.id.desc()).limit(count)
        if before is not None:
            query = query.where(deliveries.c.id < before)
        return [delivery_of(row) for row in await self.connection.execute(query)]

    async def lock(self, webhook_id: WebhookId, delivery_id: WebhookDeliveryId) -> WebhookDelivery | None:
        query = selected(deliveries.c.webhook_id == webhook_id, deliveries.c.id == delivery_id)
        row = (await self.connection.execute(query.with_for_update(of=deliveries))).one_or_none()
        return None if row is None else delivery_of(row)

    async def try_again(self, delivery_id: WebhookDeliveryId, now: datetime) -> None:
        anew = {
            "state": WebhookDeliveryState.WAITING,
            "attempts": 0,
            "not_before": now,
            "give_up_at": now + PATIENCE,
        }
        await self.connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(anew))


def selected(*conditions: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    told = (happenings.c[name] for name in ("event", "facts", "happened_at", "subject", "student_id"))
    return select(*deliveries.c, *told).join(happenings).where(*conditions)


def delivery_of(row: Row[*tuple[object, ...]]) -> WebhookDelivery:
    return WebhookDelivery(
        WebhookDeliveryId(row.id),
        happened_of(row),
        WebhookDeliveryState(row.state),
        row.attempts,
        row.tried_at,
        row.not_before,
        row.status,
        row.error,
    )


def happened_of(row: Row[*tuple[object, ...]]) -> Happened:
    student_id = None if row.student_id is None else StudentId(row.student_id)
    return Happened(WebhookEvent(row.event), row.facts, row.happened_at, row.subject, student_id)
