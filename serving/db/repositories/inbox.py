from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.inbox.messages import Facts, Message, MessageId, MessageKind
from serving.db.tables.inbox import inbox_messages as table


@dataclass(frozen=True, slots=True)
class SqlInbox:
    connection: AsyncConnection

    async def put(
        self, student_ids: Sequence[StudentId], kind: MessageKind, facts: Facts, now: datetime
    ) -> None:
        message = {"kind": kind, "facts": dict(facts), "created_at": now}
        rows = [message | {"student_id": student_id} for student_id in student_ids]
        if rows:
            await self.connection.execute(insert(table), rows)

    async def newest(
        self, student_id: StudentId, before: int | None, count: int, *, unread: bool
    ) -> Sequence[Message]:
        query = select(table).where(table.c.student_id == student_id).order_by(table.c.id.desc()).limit(count)
        if before is not None:
            query = query.where(table.c.id < before)
        if unread:
            query = query.where(table.c.read_at.is_(None))
        return [
            Message(MessageId(row.id), MessageKind(row.kind), row.facts, row.created_at, row.read_at)
            for row in await self.connection.execute(query)
        ]

    async def mark_read(self, student_id: StudentId, message_id: MessageId, now: datetime) -> bool:
        read = await self.connection.execute(
            update(table)
            .where(table.c.id == message_id, table.c.student_id == student_id)
            .values(read_at=func.coalesce(table.c.read_at, now))
        )
        return read.rowcount > 0
