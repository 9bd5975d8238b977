from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.training.ports import Subject, SubjectValues
from serving.db.tables.bank import sources, subjects, themes


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

    async def values(self, code: str) -> SubjectValues:
        return SubjectValues(await self._titles(themes, code), await self._titles(sources, code))

    async def _titles(self, table: Table, code: str) -> frozenset[str]:
        return frozenset(await self.connection.scalars(select(table.c.title).where(table.c.subject == code)))
