from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.roles.roles import Grant, Role
from serving.db.tables.bank import subjects
from serving.db.tables.students import roles, students


@dataclass(frozen=True, slots=True)
class SqlRoles:
    connection: AsyncConnection

    async def of(self, student_id: StudentId) -> Grant:
        query = select(roles.c.role, roles.c.subjects).where(roles.c.student_id == student_id)
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            return Grant(Role.STUDENT)
        if row.role == Role.DEPARTMENT:
            return Grant(Role.DEPARTMENT, frozenset(row.subjects))
        return Grant(Role(row.role), await self.every_subject())

    async def every_subject(self) -> AbstractSet[str]:
        return frozenset((await self.connection.execute(select(subjects.c.code))).scalars())

    async def find(self, email: str) -> StudentId | None:
        query = select(students.c.id).where(students.c.email == email.strip().lower())
        return (await self.connection.execute(query)).scalar_one_or_none()

    async def lock(self, student_id: StudentId) -> bool:
        query = select(students.c.id).where(students.c.id == student_id, students.c.erased_at.is_(None))
        return (await self.connection.execute(query.with_for_update())).one_or_none() is not None

    async def grant(self, student_id: StudentId, grant: Grant) -> None:
        await self.connection.execute(delete(roles).where(roles.c.student_id == student_id))
        if grant.role is not Role.STUDENT:
            values = {
                "student_id": student_id,
                "role": grant.role,
                "subjects": sorted(grant.subjects),
            }
            await self.connection.execute(insert(roles).values(values))
