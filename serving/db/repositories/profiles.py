from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.account.profiles import PersonalData, StudentProfile
from serving.core.identity import StudentId
from serving.core.registration.profile import ProfileChange
from serving.db.repositories.personal_rows import kept, personal_rows
from serving.db.tables.students import erasures, roles, students
from serving.db.tables.telegram import telegram_chats, telegram_states

# Reports outlive who made them, but not his words, which may tell who he was.
FORGET_WORDS = text("update reports set text = null where student_id = :student_id")


@dataclass(frozen=True, slots=True)
class SqlProfiles:
    connection: AsyncConnection

    async def find(self, student_id: StudentId) -> StudentProfile | None:
        query = (
            select(students, roles.c.role)
            .outerjoin(roles, roles.c.student_id == students.c.id)
            .where(students.c.id == student_id, students.c.erased_at.is_(None))
        )
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            return None
        return StudentProfile(
            StudentId(row.id),
            row.email,
            row.surname,
            row.name,
            row.patronymic,
            int(row.grade) if row.grade and row.grade.isdecimal() else row.grade,
            row.school,
            row.region,
            row.subject,
            row.time_zone,
            row.telegram_id is not None,
            row.role,
            row.registered_at,
        )

    async def change(self, student_id: StudentId, change: ProfileChange) -> None:
        given = change.model_dump(exclude_unset=True)
        values = {name: value for name, value in given.items() if value is not None or name == "patronymic"}
        if "grade" in values:
            values["grade"] = str(values["grade"])
        if values:
            await self.connection.execute(update(students).where(students.c.id == student_id).values(values))

    async def everything(self, student_id: StudentId) -> PersonalData:
        return PersonalData(
            {
                name: (await self.connection.execute(query, {"student_id": student_id})).scalar_one()
                for name, query in personal_rows()
            }
        )

    async def erase(self, student_id: StudentId, now: datetime) -> bool:
        """Locked first: an answer given at the same time comes before or is refused."""
        person = select(students).where(students.c.id == student_id, students.c.erased_at.is_(None))
        row = (await self.connection.execute(person.with_for_update())).one_or_none()
        if row is None:
            return False
        nobody = {"origin": row.origin, "registered_at": row.registered_at, "time_zone": row.time_zone}
        tombstone = insert(students).values(**nobody, erased_at=now).returning(students.c.id)
        tombstone_id = (await self.connection.execute(tombstone)).scalar_one()
        for table, column in kept():
            await self.connection.execute(
                update(table).where(column == student_id).values({column: tombstone_id})
            )
        await self.connection.execute(FORGET_WORDS, {"student_id": student_id})
        note = {"student_id": student_id, "tombstone_id": tombstone_id, "erased_at": now}
        await self.connection.execute(insert(erasures).values(note))
        await self.connection.execute(delete(students).where(students.c.id == student_id))
        await self.connection.execute(delete(telegram_chats).filter_by(telegram_id=row.telegram_id))
        await self.connection.execute(delete(telegram_states).filter_by(user_id=row.telegram_id))
        return True
