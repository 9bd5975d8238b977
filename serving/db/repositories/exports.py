from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.exports.exports import ExportFilters, ExportName, Wanted
from serving.core.exports.jobs import Export, ExportId, ExportState
from serving.core.identity import StudentId
from serving.db.tables.exports import exports as table

MOST = 100


@dataclass(frozen=True, slots=True)
class SqlExports:
    connection: AsyncConnection

    async def add(self, export_id: ExportId, student_id: StudentId, wanted: Wanted, now: datetime) -> None:
        values = {
            "id": export_id,
            "student_id": student_id,
            "name": wanted.name,
            "filters": wanted.filters.model_dump(mode="json"),
            "personal": wanted.personal,
            "requested_at": now,
        }
        await self.connection.execute(insert(table).values(values))

    async def of(self, student_id: StudentId) -> Sequence[Export]:
        query = select(table).where(table.c.student_id == student_id)
        rows = await self.connection.execute(query.order_by(table.c.requested_at.desc()).limit(MOST))
        return [export_of(row) for row in rows]

    async def ready(self, link: UUID, now: datetime) -> Export | None:
        query = select(table).where(table.c.link == link, table.c.expires_at > now)
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else export_of(row)


def export_of(row: Row[*tuple[object, ...]]) -> Export:
    return Export(
        ExportId(row.id),
        Wanted(ExportName(row.name), ExportFilters.model_validate(row.filters), row.personal),
        ExportState(row.state),
        row.requested_at,
        row.ready_at,
        row.expires_at,
        row.rows,
        row.link,
    )
