from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.training.ports import Subject
from serving.db.tables.bank import subjects


@dataclass(frozen=True, slots=True)
class SqlSubjects:
    connection: AsyncConnection

    async def all(self) -> Sequence[Subject]:
        rows = await self.connection.execute(
            select(subjects.c.code, subjects.c.title).order_by(subjects.c.code)
        )
        return [Subject(row.code, row.title) for row in rows]

    async def find(self, code: str) -> Subject | None:
        query = select(subjects.c.code, subjects.c.title).where(subjects.c.code == code)
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else Subject(row.code, row.title)
