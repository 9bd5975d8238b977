"""Where each dialogue is, kept in PostgreSQL: a wizard survives a restart."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from serving.db.repositories.telegram_states import Key, SqlTelegramStates
from serving.db.unit_of_work import OUTAGES

Result = TypeVar("Result")
PATIENCE = 60
"""Seconds, about."""


@dataclass(frozen=True, slots=True)
class PostgresStorage(BaseStorage):
    states: SqlTelegramStates

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await patiently(lambda: self.states.put_state(_parts(key), name))

    async def get_state(self, key: StorageKey) -> str | None:
        found = await self.states.find(_parts(key))
        return found.state if found else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await patiently(lambda: self.states.put_data(_parts(key), data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        found = await self.states.find(_parts(key))
        return dict(found.data) if found else {}

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        return await patiently(lambda: self.states.merge_data(_parts(key), data))

    async def close(self) -> None:
        """The engine belongs to the container, which closes it after the last handler."""


async def patiently(write: Callable[[], Awaitable[Result]]) -> Result:
    """A handler that has said its words is not begun anew because the database went away just then."""
    for _ in range(PATIENCE):
        try:
            return await write()
        except OUTAGES:
            await asyncio.sleep(1)
    return await write()


def _parts(key: StorageKey) -> Key:
    return {
        "bot_id": key.bot_id,
        "chat_id": key.chat_id,
        "user_id": key.user_id,
        "thread_id": key.thread_id or 0,
        "business_connection_id": key.business_connection_id or "",
        "destiny": key.destiny,
    }
