from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.questions import QuestionId
from serving.db.tables.bank import questions

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

    async def subject_of(self, question_id: QuestionId) -> str | None:
        query = select(questions.c.subject).where(questions.c.id == question_id)
        subject: str | None = (await self.connection.execute(query)).scalar_one_or_none()
        return subject
