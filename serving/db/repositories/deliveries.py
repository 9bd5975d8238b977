"""Messages on their way, each step a transaction of its own."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.broadcasts import BroadcastId, Channel, Content, DeliveryState
from serving.core.broadcasts.channels import (
    Blocked,
    ContentRefused,
    Failed,
    Later,
    Letter,
    Outcome,
    Sent,
    Unknown,
)
from serving.core.broadcasts.quiet_hours import awake_zones
from serving.core.identity import Clock, StudentId

WAITING = text("""
update deliveries set state = 'sending', attempts = attempts + 1
from (
    select next.broadcast_id, next.channel, next.student_id, broadcasts.content,
           case next.channel when 'telegram' then cast(students.telegram_id as text)
               else students.email end as address
    from deliveries as next
    join broadcasts on broadcasts.id = next.broadcast_id and broadcasts.state = 'running'
    join students on students.id = next.student_id
    where next.channel = :channel and next.state = 'pending' and next.not_before <= :now
        and (next.time_zone is null or next.time_zone = any(:zones))
    order by broadcasts.preview_of nulls last, next.broadcast_id
    limit 1
    for update of next skip locked
) as next
where deliveries.broadcast_id = next.broadcast_id and deliveries.channel = next.channel
    and deliveries.student_id = next.student_id
returning next.broadcast_id, next.student_id, next.content, next.address
""")
SETTLED = text("""
update deliveries
set state = case when cast(:state as text) = 'unknown' and guarantee = 'at_least_once' and attempts < 5
    then 'pending' else cast(:state as text) end,
    error = :error, settled_at = :now
from broadcasts
where broadcasts.id = broadcast_id and deliveries.state = 'sending'
    and broadcast_id = :broadcast_id and channel = :channel and student_id = :student_id
""")
PAUSED = text("update broadcasts set state = 'paused', reason = :reason where id = :id and state = 'running'")
ABANDONED = text("""
update deliveries
set state = case broadcasts.guarantee when 'at_most_once' then 'unknown' else 'pending' end,
    error = case broadcasts.guarantee when 'at_most_once' then 'interrupted' end
from broadcasts
where broadcasts.id = deliveries.broadcast_id and deliveries.state = 'sending' and channel = :channel
""")


@dataclass(frozen=True, slots=True)
class SqlDeliveries:
    engine: AsyncEngine
    clock: Clock

    async def claim(self, channel: Channel) -> Letter | None:
        now = self.clock()
        given = {"channel": channel, "now": now, "zones": list(awake_zones(now))}
        async with self.engine.begin() as connection:
            row = (await connection.execute(WAITING, given)).one_or_none()
        if row is None:
            return None
        content = Content.model_validate(row.content)
        return Letter(BroadcastId(row.broadcast_id), StudentId(row.student_id), row.address, content)

    async def settle(self, channel: Channel, letter: Letter, outcome: Outcome) -> None:
        state, error = state_of(outcome)
        values = {
            "state": state,
            "error": error,
            "now": self.clock(),
            "broadcast_id": letter.broadcast_id,
            "channel": channel,
            "student_id": letter.student_id,
        }
        async with self.engine.begin() as connection:
            await connection.execute(SETTLED, values)

    async def pause(self, broadcast_id: BroadcastId, reason: str) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(PAUSED, {"id": broadcast_id, "reason": reason})

    async def abandon(self, channel: Channel) -> int:
        """What a runner that is gone was sending: call it as the only runner of the channel."""
        async with self.engine.begin() as connection:
            return (await connection.execute(ABANDONED, {"channel": channel})).rowcount


def state_of(outcome: Outcome) -> tuple[DeliveryState, str | None]:
    match outcome:
        case Sent():
            return DeliveryState.SENT, None
        case Blocked(error=error):
            return DeliveryState.BLOCKED, error
        case Failed(error=error) | ContentRefused(error=error):
            return DeliveryState.FAILED, error
        case Unknown(error=error):
            return DeliveryState.UNKNOWN, error
        case Later():
            return DeliveryState.PENDING, None
