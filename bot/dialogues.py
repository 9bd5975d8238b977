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


@dataclass(slots=True)
class Dialogue(BaseStorage):
    """During one update; nobody else writes it meanwhile, so it is read once, together with who writes."""

    states: SqlTelegramStates
    state: str | None
    data: dict[str, Any]

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        if name != self.state:
            await patiently(lambda: self.states.put_state(parts(key), name))
            self.state = name

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002
        return self.state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await patiently(lambda: self.states.put_data(parts(key), data))
        self.data = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002
        return dict(self.data)

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        await patiently(lambda: self.states.merge_data(parts(key), data))
        self.data |= data
        return dict(self.data)

    async def close(self) -> None:
        """Nothing is its own."""


async def patiently(write: Callable[[], Awaitable[Result]]) -> Result:
    """A handler that has said its words is not begun anew because the database went away just then."""
    for _ in range(PATIENCE):
        try:
            return await write()
        except OUTAGES:
            await asyncio.sleep(1)
    return await write()


def parts(key: StorageKey) -> Key:
    return {
        "bot_id": key.bot_id,
        "chat_id": key.chat_id,
        "user_id": key.user_id,
        "thread_id": key.thread_id or 0,
        "business_connection_id": key.business_connection_id or "",
        "destiny": key.destiny,
    }
