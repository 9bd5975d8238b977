from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.core.broadcasts.broadcasts import Audience, BroadcastState, Channel, Content, Plan
from serving.core.contests.contests import Plan as ContestPlan
from serving.core.identity import Clock
from serving.db.repositories.broadcasts import columns_of
from serving.db.tables.broadcasts import broadcasts
from serving.db.tables.contests import contest_reminders

CHANNELS = (Channel.INBOX, Channel.TELEGRAM)

# A day before until an hour before, and an hour before until the start, if it was announced by then.
DUE = text("""
select contests.id, contests.plan, subjects.title as subject, due.hours
from contests
join subjects on subjects.code = contests.subject
join (values (24, 1), (1, 0)) as due (hours, until)
    on contests.starts_at - make_interval(hours => due.hours) <= :now
    and contests.starts_at - make_interval(hours => due.until) > :now
    and contests.starts_at - make_interval(hours => due.hours) >= contests.announced_at
where contests.kind = 'contest' and contests.cancelled_at is null
    and not exists (
        select from contest_reminders as sent where sent.contest_id = contests.id and sent.hours = due.hours
    )
order by contests.id limit 1 for update of contests skip locked
""")

# Whom quiet hours or the cap kept from it until the start does not need it any more.
EXPIRED = text("""
update deliveries set state = 'cancelled', error = 'too late', settled_at = :now
from contest_reminders
join contests on contests.id = contest_reminders.contest_id
where deliveries.broadcast_id = contest_reminders.broadcast_id and deliveries.state = 'pending'
    and (contests.starts_at <= :now or contests.cancelled_at is not null)
""")

Words = Callable[[ContestPlan, str], Content]
"""Of the plan and the title of its subject."""


@dataclass(frozen=True, slots=True)
class SqlContestReminders:
    engine: AsyncEngine
    clock: Clock
    words: Words

    async def remind(self) -> bool:
        """Whether there was a reminder to send: it is a broadcast from the same transaction on."""
        now = self.clock()
        async with self.engine.begin() as connection:
            row = (await connection.execute(DUE, {"now": now})).one_or_none()
            if row is None:
                return False
            content = self.words(ContestPlan.model_validate(row.plan), row.subject)
            number = await self._broadcast(connection, Plan(content, CHANNELS, Audience(contest=row.id)))
            sent = {"contest_id": row.id, "hours": row.hours, "broadcast_id": number}
            await connection.execute(insert(contest_reminders).values(sent))
        return True

    async def expire(self) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(EXPIRED, {"now": self.clock()})

    async def _broadcast(self, connection: AsyncConnection, plan: Plan) -> int:
        moments = dict.fromkeys(("created_at", "scheduled_at"), self.clock())
        values = columns_of(plan) | {"state": BroadcastState.SCHEDULED} | moments
        added = await connection.execute(insert(broadcasts).values(values).returning(broadcasts.c.id))
        return int(added.scalar_one())
