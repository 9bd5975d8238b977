from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.questions import QuestionId
from serving.db.tables.learning import mistakes

REPEATED = text("""
select count(*)
from answers join sessions on sessions.id = answers.session_id
where answers.student_id = :student_id and answers.mode = 'mistakes' and answers.answered_at >= :since
    and sessions.subject = :subject
""")


@dataclass(frozen=True, slots=True)
class SqlMistakes:
    connection: AsyncConnection

    async def due(self, student_id: StudentId, subject: str, before: datetime) -> Sequence[QuestionId]:
        query = (
            select(mistakes.c.question_id)
            .where(
                mistakes.c.student_id == student_id,
                mistakes.c.subject == subject,
                mistakes.c.due_at < before,
            )
            .order_by(mistakes.c.due_at, mistakes.c.question_id)
        )
        return [QuestionId(row.question_id) for row in await self.connection.execute(query)]

    async def next_due(self, student_id: StudentId, subject: str, since: datetime) -> datetime | None:
        query = select(func.min(mistakes.c.due_at)).where(
            mistakes.c.student_id == student_id, mistakes.c.subject == subject, mistakes.c.due_at >= since
        )
        found: datetime | None = (await self.connection.execute(query)).scalar_one()
        return found

    async def repeated(self, student_id: StudentId, subject: str, since: datetime) -> int:
        values = {"student_id": student_id, "subject": subject, "since": since}
        return int((await self.connection.execute(REPEATED, values)).scalar_one())
