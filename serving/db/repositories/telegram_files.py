from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from serving.db.tables.telegram import telegram_files as table
from serving.db.unit_of_work import OneByOne


@dataclass(frozen=True, slots=True)
class SqlTelegramFiles:
    """What Telegram has been sent already, by its content; each method is a transaction."""

    engine: OneByOne

    async def find(self, bot_id: int, sha256: str) -> str | None:
        query = select(table.c.file_id).filter_by(bot_id=bot_id, sha256=sha256)
        async with self.engine.connect() as connection:
            found: str | None = (await connection.execute(query)).scalar_one_or_none()
        return found

    async def put(self, bot_id: int, sha256: str, file_id: str) -> None:
        statement = insert(table).values(bot_id=bot_id, sha256=sha256, file_id=file_id)
        async with self.engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["bot_id", "sha256"], set_={"file_id": file_id}
                )
            )

    async def forget(self, bot_id: int, sha256: str) -> None:
        statement = delete(table).where(table.c.bot_id == bot_id, table.c.sha256 == sha256)
        async with self.engine.begin() as connection:
            await connection.execute(statement)
