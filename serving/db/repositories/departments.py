from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId

SUBJECTS = text("""
select subjects.code
from roles join subjects on roles.role = 'admin' or subjects.code = any(roles.subjects)
where roles.student_id = :student_id and roles.role in ('department', 'admin')
""")


@dataclass(frozen=True, slots=True)
class SqlDepartments:
    connection: AsyncConnection

    async def subjects(self, student_id: StudentId) -> AbstractSet[str]:
        rows = await self.connection.execute(SUBJECTS, {"student_id": student_id})
        return {row.code for row in rows}
