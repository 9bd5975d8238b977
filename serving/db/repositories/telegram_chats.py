from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.identity import TelegramId
from serving.db.tables.telegram import telegram_chats as table


@dataclass(frozen=True, slots=True)
class SqlTelegramChats:
    """Who can be written to; each method is a transaction."""

    engine: AsyncEngine

    async def seen(self, telegram_id: TelegramId) -> None:
        """Who writes to the bot has not blocked it."""
        await self._put(telegram_id, last_seen_at=func.now(), blocked_at=None)

    async def blocked(self, telegram_id: TelegramId) -> None:
        await self._put(telegram_id, blocked_at=func.now())

    async def _put(self, telegram_id: TelegramId, **values: object) -> None:
        statement = insert(table).values(telegram_id=telegram_id, **values)
        async with self.engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["telegram_id"], set_=values)
            )
