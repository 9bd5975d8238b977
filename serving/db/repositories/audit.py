from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import Platform
from serving.core.roles.audit import Entry, Numbered
from serving.db.tables.audit import audit as table


@dataclass(frozen=True, slots=True)
class SqlAudit:
    connection: AsyncConnection

    async def add(self, entry: Entry) -> None:
        await self.connection.execute(insert(table).values(asdict(entry)))

    async def newest(self, before: int | None, count: int, what: str | None) -> Sequence[Numbered]:
        query = select(table).order_by(table.c.id.desc()).limit(count)
        if before is not None:
            query = query.where(table.c.id < before)
        if what is not None:
            query = query.where(table.c.what == what)
        rows = (dict(row) for row in (await self.connection.execute(query)).mappings())
        return [
            Numbered(row.pop("id"), Entry(**row | {"platform": Platform(row["platform"])})) for row in rows
        ]
