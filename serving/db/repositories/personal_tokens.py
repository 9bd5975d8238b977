from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.account.personal_tokens import PersonalToken, PersonalTokenId
from serving.core.identity import Scope, StudentId
from serving.db.repositories.locked_students import lock_student
from serving.db.tables.students import personal_tokens as table

NOTED_EVERY = timedelta(minutes=1)
"""A busy program does not write a row a request."""


@dataclass(frozen=True, slots=True)
class SqlPersonalTokens:
    connection: AsyncConnection

    async def add(
        self,
        student_id: StudentId,
        sha256: str,
        title: str,
        scopes: frozenset[Scope],
        now: datetime,
        expires_at: datetime,
    ) -> PersonalTokenId:
        await lock_student(self.connection, student_id)
        row = {"student_id": student_id, "sha256": sha256, "title": title, "scopes": sorted(scopes)}
        added = await self.connection.execute(
            insert(table).values(row | {"created_at": now, "expires_at": expires_at}).returning(table.c.id)
        )
        return PersonalTokenId(added.scalar_one())

    async def count(self, student_id: StudentId) -> int:
        query = select(func.count()).where(table.c.student_id == student_id)
        return (await self.connection.execute(query)).scalar_one()

    async def all(self, student_id: StudentId, after: int, most: int) -> Sequence[PersonalToken]:
        query = select(table).where(table.c.student_id == student_id, table.c.id > after)
        rows = await self.connection.execute(query.order_by(table.c.id).limit(most))
        return [
            PersonalToken(
                PersonalTokenId(row.id),
                row.title,
                frozenset(map(Scope, row.scopes)),
                row.created_at,
                row.expires_at,
                row.last_used_at,
            )
            for row in rows
        ]

    async def use(self, sha256: str, now: datetime) -> tuple[StudentId, frozenset[Scope]] | None:
        query = select(table).where(table.c.sha256 == sha256, table.c.expires_at > now)
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            return None
        stale = or_(table.c.last_used_at.is_(None), table.c.last_used_at <= now - NOTED_EVERY)
        await self.connection.execute(
            update(table).where(table.c.id == row.id, stale).values(last_used_at=now)
        )
        return StudentId(row.student_id), frozenset(map(Scope, row.scopes))

    async def remove(self, token_id: PersonalTokenId, student_id: StudentId) -> bool:
        removed = await self.connection.execute(
            delete(table).where(table.c.id == token_id, table.c.student_id == student_id)
        )
        return removed.rowcount > 0

    async def remove_all(self, student_id: StudentId) -> None:
        await self.connection.execute(delete(table).where(table.c.student_id == student_id))
