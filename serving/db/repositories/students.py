from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.account.errors import LastWayIn, TelegramTaken
from serving.core.errors import EmailTaken
from serving.core.identity import Origin, StudentId, TelegramId
from serving.core.registration.profile import Registration, TelegramRegistration
from serving.db.tables.students import credentials, students


@dataclass(frozen=True, slots=True)
class SqlStudents:
    connection: AsyncConnection

    async def add(
        self, registration: Registration, password_hash: str, origin: Origin, now: datetime
    ) -> StudentId:
        student_id = await self._insert("email", _row(registration, origin, now))
        if student_id is None:
            raise EmailTaken(registration.email)
        await self.connection.execute(
            insert(credentials).values(student_id=student_id, password_hash=password_hash)
        )
        return student_id

    async def add_from_telegram(
        self, telegram_id: TelegramId, registration: TelegramRegistration, origin: Origin, now: datetime
    ) -> StudentId:
        row = _row(registration, origin, now) | {"telegram_id": telegram_id}
        student_id = await self._insert("telegram_id", row)
        if student_id is None:
            raise TelegramTaken
        return student_id

    async def credentials(self, email: str) -> tuple[StudentId, str] | None:
        query = (
            select(students.c.id, credentials.c.password_hash)
            .join(credentials, credentials.c.student_id == students.c.id)
            .where(students.c.email == email)
        )
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else (StudentId(row.id), row.password_hash)

    async def by_telegram(self, telegram_id: TelegramId) -> StudentId | None:
        query = select(students.c.id).where(students.c.telegram_id == telegram_id)
        found = (await self.connection.execute(query)).scalar_one_or_none()
        return None if found is None else StudentId(found)

    async def set_password(self, student_id: StudentId, password_hash: str) -> None:
        await self.connection.execute(
            update(credentials)
            .where(credentials.c.student_id == student_id)
            .values(password_hash=password_hash)
        )

    async def link(self, student_id: StudentId, telegram_id: TelegramId) -> None:
        statement = update(students).where(students.c.id == student_id).values(telegram_id=telegram_id)
        try:
            async with self.connection.begin_nested():
                await self.connection.execute(statement)
        except IntegrityError as error:
            raise TelegramTaken from error

    async def unlink(self, student_id: StudentId) -> None:
        has_password = exists().where(credentials.c.student_id == student_id)
        unlinked = await self.connection.execute(
            update(students).where(students.c.id == student_id, has_password).values(telegram_id=None)
        )
        if unlinked.rowcount == 0:
            raise LastWayIn

    async def _insert(self, unique: str, row: dict[str, object]) -> StudentId | None:
        statement = upsert(students).values(row).on_conflict_do_nothing(index_elements=[unique])
        added = (await self.connection.execute(statement.returning(students.c.id))).scalar_one_or_none()
        return None if added is None else StudentId(added)


def _row(
    registration: Registration | TelegramRegistration, origin: Origin, now: datetime
) -> dict[str, object]:
    return registration.model_dump(exclude={"password", "consent"}) | {
        "grade": str(registration.grade),
        "origin": origin,
        "consented_at": now,
        "registered_at": now,
    }
