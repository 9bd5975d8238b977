from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from serving.core.training.goals import Goal
from serving.db.tables.learning import goals
from serving.db.tables.students import students


@dataclass(frozen=True, slots=True)
class SqlGoals:
    connection: AsyncConnection

    async def get(self, student_id: StudentId, subject: str) -> Goal:
        query = select(goals.c.olympiad_day, goals.c.daily_mistakes).where(
            goals.c.student_id == student_id, goals.c.subject == subject
        )
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            return Goal()
        return Goal(olympiad_day=row.olympiad_day, daily_mistakes=row.daily_mistakes)

    async def put(self, student_id: StudentId, subject: str, goal: Goal) -> None:
        values = goal.model_dump()
        statement = insert(goals).values(student_id=student_id, subject=subject, **values)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["student_id", "subject"], set_=values)
        )

    async def zone(self, student_id: StudentId) -> ZoneInfo:
        query = select(students.c.time_zone).where(students.c.id == student_id)
        zone = (await self.connection.execute(query)).scalar_one_or_none()
        if zone is None:
            raise TokenRefused
        return ZoneInfo(zone)
