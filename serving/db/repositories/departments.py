from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.questions import QuestionId
from serving.db.tables.bank import questions


@dataclass(frozen=True, slots=True)
class SqlDepartments:
    connection: AsyncConnection

    async def subject_of(self, question_id: QuestionId) -> str | None:
        query = select(questions.c.subject).where(questions.c.id == question_id)
        subject: str | None = (await self.connection.execute(query)).scalar_one_or_none()
        return subject
