"""Broadcasts that begin and end, each step a transaction of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, insert, literal, null, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.core.broadcasts.broadcasts import Audience, BroadcastState, Channel
from serving.core.identity import Clock, Origin
from serving.core.inbox.messages import MessageKind
from serving.db.repositories.audiences import REACHED, members
from serving.db.tables.broadcasts import broadcasts, deliveries
from serving.db.tables.students import students

A_DAY = timedelta(days=1)
DAILY = 2
"""So many broadcasts in 24 hours by one channel; the next one waits."""

FINISHED = text("""
update broadcasts set state = 'done', finished_at = :now
where state = 'running' and not exists (
    select from deliveries where broadcast_id = broadcasts.id and deliveries.state in ('pending', 'sending')
)
""")
PUT_INTO_INBOX = text("""
with taken as (
    update deliveries set state = 'sent', attempts = attempts + 1, settled_at = :now
    from broadcasts
    where broadcasts.id = broadcast_id and broadcasts.state = 'running'
        and channel = 'inbox' and deliveries.state = 'pending' and not_before <= :now
    returning deliveries.student_id, broadcasts.id as broadcast_id, broadcasts.content
)
insert into inbox_messages (student_id, kind, facts, created_at)
select student_id, :kind, content || jsonb_build_object('broadcast_id', broadcast_id), :now from taken
""")


@dataclass(frozen=True, slots=True)
class SqlRuns:
    engine: AsyncEngine
    origin: Origin
    clock: Clock

    async def start_due(self) -> int:
        """Everybody of the audience as it is now gets a delivery; how many broadcasts began."""
        now = self.clock()
        due = select(broadcasts).where(
            broadcasts.c.state == BroadcastState.SCHEDULED, broadcasts.c.scheduled_at <= now
        )
        async with self.engine.begin() as connection:
            await connection.execute(text("set local statement_timeout = '10min'"))
            found = (await connection.execute(due.with_for_update(skip_locked=True))).mappings().all()
            for row in found:
                audience = Audience.model_validate(row["audience"])
                for channel in row["channels"]:
                    await self._address(connection, row["id"], Channel(channel), audience, now)
                await connection.execute(
                    update(broadcasts)
                    .where(broadcasts.c.id == row["id"])
                    .values(state=BroadcastState.RUNNING, started_at=now)
                )
        return len(found)

    async def put_into_inbox(self) -> int:
        """In one transaction with what says so: exactly once."""
        async with self.engine.begin() as connection:
            given: Mapping[str, object] = {"now": self.clock(), "kind": MessageKind.BROADCAST}
            return (await connection.execute(PUT_INTO_INBOX, given)).rowcount

    async def finish(self) -> int:
        async with self.engine.begin() as connection:
            return (await connection.execute(FINISHED, {"now": self.clock()})).rowcount

    async def _address(
        self,
        connection: AsyncConnection,
        broadcast_id: int,
        channel: Channel,
        audience: Audience,
        now: datetime,
    ) -> None:
        silent = channel is Channel.INBOX
        who: Select[tuple[object, ...]] = select(
            literal(broadcast_id),
            literal(channel.value),
            students.c.id,
            null() if silent else students.c.time_zone,
            literal(now) if silent else func.coalesce(free_again(channel, now), now),
        ).where(members(audience, self.origin, now), REACHED[channel])
        columns = ["broadcast_id", "channel", "student_id", "time_zone", "not_before"]
        await connection.execute(insert(deliveries).from_select(columns, who))


def free_again(channel: Channel, now: datetime) -> ColumnElement[datetime]:
    """When the student has had fewer than `DAILY` broadcasts in the 24 hours before; null for now."""
    earlier = deliveries.alias()
    return (
        select(earlier.c.settled_at + A_DAY)
        .where(
            earlier.c.student_id == students.c.id,
            earlier.c.channel == channel,
            earlier.c.state.in_(("sent", "unknown")),
            earlier.c.settled_at > now - A_DAY,
        )
        .order_by(earlier.c.settled_at.desc())
        .offset(DAILY - 1)
        .limit(1)
        .scalar_subquery()
    )
