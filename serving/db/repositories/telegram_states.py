from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, text
from sqlalchemy.dialects.postgresql import JSONB, insert

from serving.db.hot import Hot
from serving.db.tables.telegram import telegram_states as table
from serving.db.unit_of_work import OneByOne

Key = Mapping[str, int | str]
KEY = ["bot_id", "chat_id", "user_id", "thread_id", "business_connection_id", "destiny"]


MERGE = text("""
insert into telegram_states as known
    (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, data)
values (:bot_id, :chat_id, :user_id, :thread_id, :business_connection_id, :destiny, :data)
on conflict (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny)
do update set data = known.data || excluded.data, updated_at = now()
returning user_id
""").bindparams(bindparam("data", type_=JSONB))
HOT_MERGE = Hot.of(MERGE)


@dataclass(frozen=True, slots=True)
class SqlTelegramStates:
    """Where somebody is in a dialogue of the bot, by a key of six parts; each method is a transaction.

    It is read with who writes, by the chats.
    """

    engine: OneByOne

    async def put_state(self, key: Key, state: str | None) -> None:
        await self._put(key, state=state)

    async def put_data(self, key: Key, data: Mapping[str, object]) -> None:
        await self._put(key, data=dict(data))

    async def merge_data(self, key: Key, data: Mapping[str, object]) -> None:
        """In one statement, so that two writers lose nothing of each other."""
        async with self.engine.connect() as connection:
            await HOT_MERGE.row(connection, {**key, "data": dict(data)})

    async def _put(self, key: Key, **values: object) -> None:
        statement = insert(table).values(**key, **values)
        async with self.engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=KEY, set_={**values, "updated_at": func.now()})
            )
