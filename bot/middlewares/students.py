"""Which student is writing, if he is one, and in which language he reads."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject
from dishka import AsyncContainer
from dishka.integrations.aiogram import CONTAINER_NAME

from bot.languages import Language, speak
from serving.core.identity import Actor, Platform, TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats


class Recognise(BaseMiddleware):
    """`actor` is None for a stranger."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        container: AsyncContainer = data[CONTAINER_NAME]
        person = data["event_from_user"]
        telegram_id = TelegramId(person.id)
        visitor = await (await container.get(SqlTelegramChats)).seen(telegram_id)
        student_id = visitor.student_id
        speak(Language(visitor.language))
        data["telegram_id"] = telegram_id
        data["actor"] = None if student_id is None else Actor(student_id, Platform.TELEGRAM)
        return await handler(event, data)
