"""Each update has a number in the log, which a person can name when something breaks."""

from collections.abc import Awaitable, Callable
from secrets import choice
from time import perf_counter
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from serving.core.account.tokens import digest
from serving.logs import logger_named

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
INCIDENT = "incident"
log = logger_named("bot")


class Incidents(BaseMiddleware):
    """Outermost: one line of the log an update, in the shape that the API's requests have."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        data[INCIDENT] = "".join(choice(LETTERS) for _ in range(4))
        begun, outcome = perf_counter(), "error"
        try:
            result = await handler(event, data)
            outcome = data.get("outcome", "ok")
            return result
        finally:
            person = data.get("event_from_user")
            log.info(
                "update",
                request_id=data[INCIDENT],
                student=digest(str(person.id))[:12] if person else None,
                route=event.event_type,
                milliseconds=round((perf_counter() - begun) * 1000, 1),
                outcome=outcome,
            )
