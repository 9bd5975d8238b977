from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.db.tables.students import idempotency_keys as table
from serving.db.tables.students import students


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    request_sha256: str
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class SqlIdempotencyKeys:
    connection: AsyncConnection

    async def lock(self, sha256: str) -> bool:
        """Until the transaction ends; false when another request with the key is being answered."""
        key = int.from_bytes(bytes.fromhex(sha256)[:8], signed=True)
        return bool((await self.connection.execute(select(func.pg_try_advisory_xact_lock(key)))).scalar_one())

    async def find(self, sha256: str, now: datetime) -> StoredAnswer | None:
        query = select(table).where(table.c.sha256 == sha256, table.c.expires_at > now)
        row = (await self.connection.execute(query)).one_or_none()
        return None if row is None else StoredAnswer(row.request_sha256, row.status, row.headers, row.body)

    async def store(
        self, sha256: str, student_id: StudentId | None, answer: StoredAnswer, expires_at: datetime
    ) -> None:
        """Of nobody, when the request erased the student."""
        await self.connection.execute(delete(table).where(table.c.sha256 == sha256))
        whose = select(students.c.id).where(students.c.id == student_id).scalar_subquery()
        await self.connection.execute(
            insert(table).values(
                sha256=sha256,
                student_id=whose,
                request_sha256=answer.request_sha256,
                status=answer.status,
                headers=answer.headers,
                body=answer.body,
                expires_at=expires_at,
            )
        )
