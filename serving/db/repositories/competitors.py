from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import Origin, StudentId
from serving.core.leaderboard.ports import Competitor
from serving.db.tables.students import students


@dataclass(frozen=True, slots=True)
class SqlCompetitors:
    connection: AsyncConnection

    async def get(self, student_id: StudentId) -> Competitor:
        query = select(students).where(students.c.id == student_id)
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            raise TokenRefused
        return Competitor(
            student_id=student_id,
            origin=Origin(row.origin),
            region=row.region,
            grade=row.grade,
            school=row.school,
            listed=row.listed,
            display_name=row.display_name,
        )

    async def appear(self, student_id: StudentId, *, listed: bool, display_name: str | None) -> None:
        await self.connection.execute(
            update(students)
            .where(students.c.id == student_id)
            .values(listed=listed, display_name=display_name)
        )
