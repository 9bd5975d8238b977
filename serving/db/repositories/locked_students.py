from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from serving.db.tables.students import students


async def lock_student(connection: AsyncConnection, student_id: StudentId) -> None:
    """What is done for one student waits for each other; raises TokenRefused when he is gone."""
    row = select(students.c.id).where(students.c.id == student_id, students.c.erased_at.is_(None))
    if (await connection.execute(row.with_for_update())).one_or_none() is None:
        raise TokenRefused
