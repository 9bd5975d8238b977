from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from serving.core.identity import TelegramId
from serving.core.inbox.messages import Message, MessageId, MessageKind
from serving.db.tables.inbox import inbox_messages as messages
from serving.db.tables.students import students
from serving.db.tables.telegram import telegram_chats as chats
from serving.db.unit_of_work import OneByOne

KINDS = (
    MessageKind.REPORT_DECIDED,
    MessageKind.REJUDGED,
    MessageKind.CONTEST_RESULTS,
    MessageKind.DUEL_RESULTS,
    MessageKind.CONTEST_REJUDGED,
    MessageKind.EXPORT_READY,
)
"""What the product says of itself; broadcasts have their own way to Telegram."""


@dataclass(frozen=True, slots=True)
class Notice:
    telegram_id: TelegramId
    language: str
    message: Message


@dataclass(frozen=True, slots=True)
class SqlTelegramNotices:
    """Unread messages of students who can be written to; each method is a transaction."""

    engine: OneByOne

    async def waiting(self, count: int) -> Sequence[Notice]:
        query = (
            select(students.c.telegram_id, chats.c.language, messages)
            .join(students, students.c.id == messages.c.student_id)
            .join(chats, chats.c.telegram_id == students.c.telegram_id)
            .where(messages.c.read_at.is_(None), messages.c.kind.in_(KINDS), chats.c.blocked_at.is_(None))
            .order_by(messages.c.id)
            .limit(count)
        )
        async with self.engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [
            Notice(
                TelegramId(row.telegram_id),
                row.language,
                Message(MessageId(row.id), MessageKind(row.kind), row.facts, row.created_at, None),
            )
            for row in rows
        ]

    async def sent(self, message_id: MessageId) -> None:
        statement = update(messages).where(messages.c.id == message_id).values(read_at=func.now())
        async with self.engine.begin() as connection:
            await connection.execute(statement)
