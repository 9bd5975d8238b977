from sqlalchemy import TextClause, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from serving.db.tables.students import students


async def lock_student(connection: AsyncConnection, student_id: StudentId) -> None:
    """What is done for one student waits for each other; raises TokenRefused when he is gone."""
    row = select(students.c.id).where(students.c.id == student_id, students.c.erased_at.is_(None))
    if (await connection.execute(row.with_for_update())).one_or_none() is None:
        raise TokenRefused


def hold_answers(whose: str) -> TextClause:
    """Answers of these students wait, and what was read for them before is read again."""
    return text(f"""
with held as (select id from students where {whose} order by id for no key update)
update students set last_seen_at = last_seen_at from held where students.id = held.id
""")  # noqa: S608 constants only
