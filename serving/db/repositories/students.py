from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import EmailTaken
from serving.core.identity import Origin, StudentId
from serving.core.registration.profile import Registration
from serving.db.tables.students import credentials, students


@dataclass(frozen=True, slots=True)
class SqlStudents:
    connection: AsyncConnection

    async def add(
        self, registration: Registration, password_hash: str, origin: Origin, now: datetime
    ) -> StudentId:
        profile = registration.model_dump(exclude={"password", "consent"})
        row = profile | {
            "grade": str(registration.grade),
            "origin": origin,
            "consented_at": now,
            "registered_at": now,
        }
        statement = upsert(students).values(row).on_conflict_do_nothing(index_elements=["email"])
        added = await self.connection.execute(statement.returning(students.c.id))
        student_id = added.scalar_one_or_none()
        if student_id is None:
            raise EmailTaken(registration.email)
        await self.connection.execute(
            insert(credentials).values(student_id=student_id, password_hash=password_hash)
        )
        return StudentId(student_id)

    async def credentials(self, email: str) -> tuple[StudentId, str] | None:
        query = (
            select(students.c.id, credentials.c.password_hash)
            .join(credentials, credentials.c.student_id == students.c.id)
            .where(students.c.email == email)
        )
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else (StudentId(row.id), row.password_hash)
