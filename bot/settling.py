"""No transaction is open while Telegram is waited for.

Why: what a handler has read it says in the same scope, and Telegram may take a minute to answer. Until then
its connection would hold locks and hold up the vacuum, and in the end PostgreSQL closes it under the handler.
"""

from contextvars import ContextVar

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from sqlalchemy.ext.asyncio import AsyncConnection

in_hand: ContextVar[AsyncConnection | None] = ContextVar("in_hand", default=None)
"""The connection of the update that is handled, once a use case has asked for it."""


class Settled(BaseRequestMiddleware):
    """Use cases commit by themselves; what is open when something is said has only been read."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        connection = in_hand.get()
        if connection is not None and not connection.closed and connection.in_transaction():
            await connection.rollback()
        return await make_request(bot, method)
