from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.account.ports import RefreshToken
from serving.core.identity import StudentId
from serving.db.tables.students import refresh_tokens


@dataclass(frozen=True, slots=True)
class SqlRefreshTokens:
    connection: AsyncConnection

    async def add(self, sha256: str, token: RefreshToken) -> None:
        await self.connection.execute(
            insert(refresh_tokens).values(
                sha256=sha256,
                student_id=token.student_id,
                family=token.family,
                expires_at=token.expires_at,
            )
        )

    async def lock(self, sha256: str) -> RefreshToken | None:
        query = select(refresh_tokens).where(refresh_tokens.c.sha256 == sha256).with_for_update()
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            return None
        return RefreshToken(StudentId(row.student_id), row.family, row.expires_at, row.used_at is not None)

    async def mark_used(self, sha256: str, now: datetime) -> None:
        await self.connection.execute(
            update(refresh_tokens).where(refresh_tokens.c.sha256 == sha256).values(used_at=now)
        )

    async def revoke(self, family: UUID) -> None:
        """Until none is found: a token may be issued while the lock of its parent is awaited."""
        tokens = delete(refresh_tokens).where(refresh_tokens.c.family == family)
        while (await self.connection.execute(tokens)).rowcount:
            pass

    async def revoke_all(self, student_id: StudentId) -> None:
        await self.connection.execute(delete(refresh_tokens).where(refresh_tokens.c.student_id == student_id))
