"""How requests to Telegram are repeated: only where a second one does no harm."""

import asyncio
from functools import cache

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.pacing import bulk

PATIENCE = 10
"""Seconds that a person waits; a longer refusal sends the update back into its line."""
ATTEMPTS = 5
HARMLESS = ("get", "edit", "answer", "set", "delete")
"""Methods that leave the same state when they are repeated; a message that is sent again is a second one."""


class PatientRequests(BaseRequestMiddleware):
    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        keep_form_of_answer(type(method))
        name = method.__api_method__
        harmless = name.startswith(HARMLESS) and name != "getUpdates"
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refused:
                if (
                    bulk.get()
                    or refused.retry_after > PATIENCE
                    or attempt == ATTEMPTS
                    or name == "getUpdates"
                ):
                    raise
                await asyncio.sleep(refused.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                if not harmless or attempt == ATTEMPTS:
                    raise
                await asyncio.sleep(0.3 * attempt)
        raise AssertionError("the last attempt returns or raises")


@cache
def keep_form_of_answer(method: type[TelegramMethod[TelegramType]]) -> object:
    """Pydantic holds `Response[Message]` weakly: without this each collection of garbage costs 50 ms."""
    return Response[method.__returning__]  # type: ignore[name-defined]
