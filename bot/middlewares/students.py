"""Who is writing, in which language he reads, and where his dialogue with the bot is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import TelegramObject

from bot.dialogues import Dialogue, parts
from bot.languages import Language, speak
from serving.core.identity import Actor, Platform, TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.repositories.telegram_states import SqlTelegramStates


@dataclass(frozen=True, slots=True)
class Recognise(BaseMiddleware):
    """`actor` is None for a stranger."""

    chats: SqlTelegramChats
    states: SqlTelegramStates

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        telegram_id = TelegramId(data["event_from_user"].id)
        chat = data.get("event_chat")
        key = StorageKey(data["bot"].id, chat.id if chat else telegram_id, telegram_id)
        visitor = await self.chats.seen(parts(key))
        student_id = visitor.student_id
        speak(Language(visitor.language))
        data["telegram_id"] = telegram_id
        data["actor"] = None if student_id is None else Actor(student_id, Platform.TELEGRAM)
        data["raw_state"] = visitor.state
        data["state"] = FSMContext(Dialogue(self.states, visitor.state, dict(visitor.data)), key)
        return await handler(event, data)
