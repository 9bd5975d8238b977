"""Exports that wait to be written, each step a transaction of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.exports.jobs import KEPT, Export, ExportId
from serving.core.identity import Clock
from serving.core.inbox.messages import MessageKind
from serving.db.repositories.exports import export_of

RESUMED = text("""
update exports set state = case when attempts < :most then 'waiting' else 'failed' end, error = 'interrupted',
    expires_at = case when attempts < :most then null else cast(:expires_at as timestamptz) end
where state = 'running'
""")
CLAIMED = text("""
update exports set state = 'running', attempts = attempts + 1
where id = (
    select id from exports where state = 'waiting' order by requested_at limit 1 for update skip locked
)
returning *
""")
READY = text("""
with ready as (
    update exports set state = 'ready', error = null, rows = :rows, link = gen_random_uuid(), ready_at = :now,
        expires_at = :expires_at
    where id = :id
    returning *
),
told as (
    insert into webhook_events (event, student_id, facts, happened_at)
    select 'export.ready', student_id, jsonb_build_object('export_id', id, 'name', name, 'rows', rows), :now
    from ready where student_id is not null
)
insert into inbox_messages (student_id, kind, facts, created_at)
select student_id, :kind, jsonb_build_object('export_id', id, 'name', name, 'rows', rows, 'link', link), :now
from ready where student_id is not null
""")
FAILED = text("""
update exports set state = 'failed', error = :error, expires_at = :expires_at where id = :id
""")
EXPIRED = text("select id from exports where expires_at <= :now")
FORGOTTEN = text("delete from exports where id = :id")

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class SqlExportJobs:
    engine: AsyncEngine
    clock: Clock

    async def resume(self) -> None:
        """What somebody who is gone was writing: call it as the only one who writes."""
        await self._do(RESUMED, most=MOST_ATTEMPTS, expires_at=self.clock() + KEPT)

    async def claim(self) -> Export | None:
        async with self.engine.begin() as connection:
            row = (await connection.execute(CLAIMED)).one_or_none()
        return None if row is None else export_of(row)

    async def ready(self, export_id: ExportId, rows: int) -> None:
        now = self.clock()
        given = {"id": export_id, "rows": rows, "kind": MessageKind.EXPORT_READY}
        await self._do(READY, now=now, expires_at=now + KEPT, **given)

    async def fail(self, export_id: ExportId, error: str) -> None:
        await self._do(FAILED, id=export_id, error=error, expires_at=self.clock() + KEPT)

    async def expired(self) -> Sequence[ExportId]:
        async with self.engine.connect() as connection:
            return [ExportId(row.id) for row in await connection.execute(EXPIRED, {"now": self.clock()})]

    async def forget(self, export_id: ExportId) -> None:
        await self._do(FORGOTTEN, id=export_id)

    async def _do(self, statement: TextClause, **given: object) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(statement, given)
