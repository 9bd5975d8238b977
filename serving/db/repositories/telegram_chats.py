from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert

from serving.core.identity import StudentId, TelegramId
from serving.db.hot import Hot
from serving.db.repositories.telegram_states import Key
from serving.db.tables.telegram import telegram_chats as table
from serving.db.unit_of_work import OneByOne

SEEN = text("""
with known as (
    select language from telegram_chats
    where telegram_id = :user_id and blocked_at is null and last_seen_at > now() - interval '1 minute'
), seen as (
    insert into telegram_chats (telegram_id) select :user_id where not exists (select from known)
    on conflict (telegram_id) do update set last_seen_at = now(), blocked_at = null
    returning language
)
select chats.language, students.id as student_id, states.state, states.data
from (select language from known union all select language from seen) chats
left join students on students.telegram_id = :user_id
left join telegram_states states on states.bot_id = :bot_id and states.chat_id = :chat_id
    and states.user_id = :user_id and states.thread_id = :thread_id
    and states.business_connection_id = :business_connection_id and states.destiny = :destiny
""")
"""In one round trip, and mostly without a write: who goes on tapping was seen a moment ago."""
HOT_SEEN = Hot.of(SEEN)


@dataclass(frozen=True, slots=True)
class Visitor:
    """`language`: the one that he reads; a stranger is no student yet; and where his dialogue is."""

    student_id: StudentId | None
    language: str
    state: str | None
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SqlTelegramChats:
    """Who can be written to; each method is a transaction."""

    engine: OneByOne

    async def seen(self, key: Key) -> Visitor:
        """Who writes to the bot has not blocked it."""
        async with self.engine.connect() as connection:
            row = await HOT_SEEN.row(connection, key)
        student_id = None if row.student_id is None else StudentId(row.student_id)
        return Visitor(student_id, row.language, row.state, row.data or {})

    async def blocked(self, telegram_id: TelegramId) -> None:
        await self._put(telegram_id, blocked_at=func.now())

    async def reads(self, telegram_id: TelegramId, language: str) -> None:
        await self._put(telegram_id, language=language)

    async def language(self, telegram_id: TelegramId) -> str | None:
        """None when nobody of this chat has ever written."""
        async with self.engine.connect() as connection:
            found = await connection.execute(
                select(table.c.language).where(table.c.telegram_id == telegram_id)
            )
            return found.scalar_one_or_none()

    async def _put(self, telegram_id: TelegramId, **values: object) -> None:
        statement = insert(table).values(telegram_id=telegram_id, **values)
        statement = statement.on_conflict_do_update(index_elements=["telegram_id"], set_=values)
        async with self.engine.begin() as connection:
            await connection.execute(statement)
