from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.account.one_time_codes import Purpose
from serving.core.identity import StudentId
from serving.db.repositories.locked_students import lock_student
from serving.db.tables.students import one_time_codes as table


@dataclass(frozen=True, slots=True)
class SqlOneTimeCodes:
    connection: AsyncConnection

    async def replace(
        self, sha256: str, student_id: StudentId, purpose: Purpose, expires_at: datetime
    ) -> None:
        await lock_student(self.connection, student_id)
        await self.connection.execute(
            delete(table).where(table.c.student_id == student_id, table.c.purpose == purpose)
        )
        await self.connection.execute(
            insert(table).values(sha256=sha256, student_id=student_id, purpose=purpose, expires_at=expires_at)
        )

    async def take(self, sha256: str, purpose: Purpose, now: datetime) -> StudentId | None:
        taken = await self.connection.execute(
            delete(table)
            .where(table.c.sha256 == sha256, table.c.purpose == purpose, table.c.expires_at > now)
            .returning(table.c.student_id)
        )
        student_id = taken.scalar_one_or_none()
        return None if student_id is None else StudentId(student_id)
