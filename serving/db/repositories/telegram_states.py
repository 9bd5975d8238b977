from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import insert

from serving.db.hot import Hot
from serving.db.tables.telegram import telegram_states as table
from serving.db.unit_of_work import OneByOne

Key = Mapping[str, int | str]
KEY = ["bot_id", "chat_id", "user_id", "thread_id", "business_connection_id", "destiny"]


FIND = text("""
select state, data from telegram_states
where bot_id = :bot_id and chat_id = :chat_id and user_id = :user_id and thread_id = :thread_id
    and business_connection_id = :business_connection_id and destiny = :destiny
""")
HOT_FIND = Hot.of(FIND)


@dataclass(frozen=True, slots=True)
class Found:
    state: str | None
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class SqlTelegramStates:
    """Where somebody is in a dialogue of the bot, by a key of six parts; each method is a transaction."""

    engine: OneByOne

    async def find(self, key: Key) -> Found | None:
        async with self.engine.connect() as connection:
            row = await HOT_FIND.row(connection, key)
        return None if row is None else Found(row.state, row.data)

    async def put_state(self, key: Key, state: str | None) -> None:
        await self._put(key, state=state)

    async def put_data(self, key: Key, data: Mapping[str, object]) -> None:
        await self._put(key, data=dict(data))

    async def merge_data(self, key: Key, data: Mapping[str, object]) -> dict[str, object]:
        """In one statement, so that two writers lose nothing of each other."""
        fresh = insert(table).values(**key, data=dict(data))
        statement = fresh.on_conflict_do_update(
            index_elements=KEY,
            set_={"data": table.c.data.op("||")(fresh.excluded.data), "updated_at": func.now()},
        ).returning(table.c.data)
        async with self.engine.begin() as connection:
            merged: dict[str, object] = (await connection.execute(statement)).scalar_one()
        return merged

    async def _put(self, key: Key, **values: object) -> None:
        statement = insert(table).values(**key, **values)
        async with self.engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=KEY, set_={**values, "updated_at": func.now()})
            )
