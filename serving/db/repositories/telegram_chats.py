from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.identity import TelegramId
from serving.db.tables.telegram import telegram_chats as table


@dataclass(frozen=True, slots=True)
class SqlTelegramChats:
    """Who can be written to; each method is a transaction."""

    engine: AsyncEngine

    async def seen(self, telegram_id: TelegramId) -> str:
        """Who writes to the bot has not blocked it. The language that he reads."""
        return await self._put(telegram_id, last_seen_at=func.now(), blocked_at=None)

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

    async def _put(self, telegram_id: TelegramId, **values: object) -> str:
        statement = insert(table).values(telegram_id=telegram_id, **values)
        statement = statement.on_conflict_do_update(index_elements=["telegram_id"], set_=values)
        async with self.engine.begin() as connection:
            language: str = (await connection.execute(statement.returning(table.c.language))).scalar_one()
            return language
