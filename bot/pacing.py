"""One pace for everything the token sends: replies first, broadcasts by the rest."""

from contextvars import ContextVar
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from serving.core.broadcasts.gate import Gate

bulk: ContextVar[bool] = ContextVar("bulk", default=False)
"""Set by who has waited for a place already, and is told of a refusal instead of repeating."""

FREE = ("get", "answer")
"""Methods that no limit of messages is about."""


@dataclass(frozen=True, slots=True)
class Paced(BaseRequestMiddleware):
    gate: Gate

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not bulk.get() and not method.__api_method__.startswith(FREE):
            await self.gate.reply()
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as refused:
            if method.__api_method__ != "getUpdates":
                self.gate.refused(refused.retry_after)
            raise
