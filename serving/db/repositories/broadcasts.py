from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, func, insert, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.broadcasts.broadcasts import (
    Audience,
    Broadcast,
    BroadcastId,
    BroadcastState,
    Channel,
    Content,
    DeliveryState,
    Guarantee,
    Plan,
    Report,
)
from serving.core.identity import Origin, StudentId
from serving.db.repositories.audiences import counts
from serving.db.tables.broadcasts import broadcasts, deliveries

MOST_ERRORS = 10


@dataclass(frozen=True, slots=True)
class SqlBroadcasts:
    connection: AsyncConnection
    origin: Origin

    async def add(self, plan: Plan, now: datetime) -> BroadcastId:
        values = columns_of(plan) | {"state": BroadcastState.DRAFT, "created_at": now}
        added = await self.connection.execute(insert(broadcasts).values(values).returning(broadcasts.c.id))
        return BroadcastId(added.scalar_one())

    async def add_preview(
        self, broadcast_id: BroadcastId, plan: Plan, student_id: StudentId, now: datetime
    ) -> None:
        values = columns_of(plan) | {"state": BroadcastState.RUNNING, "preview_of": broadcast_id}
        moments = dict.fromkeys(("created_at", "scheduled_at", "started_at"), now)
        statement = insert(broadcasts).values(values | moments).returning(broadcasts.c.id)
        preview = (await self.connection.execute(statement)).scalar_one()
        rows = [
            {"broadcast_id": preview, "channel": channel, "student_id": student_id, "not_before": now}
            for channel in plan.channels
        ]
        await self.connection.execute(insert(deliveries), rows)

    async def lock(self, broadcast_id: BroadcastId) -> Broadcast | None:
        query = select(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.preview_of.is_(None))
        row = (await self.connection.execute(query.with_for_update())).mappings().one_or_none()
        return None if row is None else broadcast_of(row)

    async def newest(self, before: int | None, count: int) -> Sequence[Broadcast]:
        query = select(broadcasts).where(broadcasts.c.preview_of.is_(None))
        if before is not None:
            query = query.where(broadcasts.c.id < before)
        rows = await self.connection.execute(query.order_by(broadcasts.c.id.desc()).limit(count))
        return [broadcast_of(row) for row in rows.mappings()]

    async def reach(self, plan: Plan, now: datetime) -> tuple[int, Mapping[Channel, int]]:
        query = counts(plan.audience, plan.channels, self.origin, now)
        numbers = [int(number) for number in (await self.connection.execute(query)).one()]
        return numbers[0], dict(zip(plan.channels, numbers[1:], strict=True))

    async def change(self, broadcast_id: BroadcastId, plan: Plan) -> None:
        await self._set(broadcast_id, **columns_of(plan), confirmed=None)

    async def confirm(self, broadcast_id: BroadcastId, students: int) -> None:
        await self._set(broadcast_id, confirmed=students)

    async def move(
        self, broadcast_id: BroadcastId, state: BroadcastState, scheduled_at: datetime | None = None
    ) -> None:
        moved: dict[str, object] = {"state": state, "reason": null()}
        await self._set(
            broadcast_id, **moved if scheduled_at is None else moved | {"scheduled_at": scheduled_at}
        )

    async def cancel_deliveries(self, broadcast_id: BroadcastId) -> None:
        await self._turn(broadcast_id, DeliveryState.PENDING, DeliveryState.CANCELLED)

    async def resend(self, broadcast_id: BroadcastId) -> int:
        return await self._turn(broadcast_id, DeliveryState.UNKNOWN, DeliveryState.PENDING)

    async def report(self, broadcast_id: BroadcastId) -> Report | None:
        query = select(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.preview_of.is_(None))
        row = (await self.connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        grouped = (deliveries.c.channel, deliveries.c.state, deliveries.c.error)
        found = await self.connection.execute(
            select(*grouped, func.count().label("number"))
            .where(deliveries.c.broadcast_id == broadcast_id)
            .group_by(*grouped)
        )
        by_channel: dict[Channel, Counter[DeliveryState]] = defaultdict(Counter)
        errors: Counter[str] = Counter()
        for each in found:
            by_channel[Channel(each.channel)][DeliveryState(each.state)] += each.number
            if each.error:
                errors[each.error] += each.number
        return Report(broadcast_of(row), by_channel, dict(errors.most_common(MOST_ERRORS)))

    async def _set(self, broadcast_id: BroadcastId, **values: object) -> None:
        await self.connection.execute(
            update(broadcasts).where(broadcasts.c.id == broadcast_id).values(values)
        )

    async def _turn(self, broadcast_id: BroadcastId, old: DeliveryState, new: DeliveryState) -> int:
        turned = await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.broadcast_id == broadcast_id, deliveries.c.state == old)
            .values(state=new)
        )
        return turned.rowcount


def columns_of(plan: Plan) -> dict[str, object]:
    return {
        "content": plan.content.model_dump(mode="json"),
        "channels": list(plan.channels),
        "audience": plan.audience.model_dump(mode="json"),
        "guarantee": plan.guarantee,
    }


def broadcast_of(row: RowMapping) -> Broadcast:
    plan = Plan(
        Content.model_validate(row["content"]),
        tuple(Channel(channel) for channel in row["channels"]),
        Audience.model_validate(row["audience"]),
        Guarantee(row["guarantee"]),
    )
    return Broadcast(
        id=BroadcastId(row["id"]),
        plan=plan,
        state=BroadcastState(row["state"]),
        confirmed=row["confirmed"],
        reason=row["reason"],
        created_at=row["created_at"],
        scheduled_at=row["scheduled_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
    )
