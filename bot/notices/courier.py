"""Brings unread messages of the inbox to the chats of those who have one."""

import asyncio
import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError
from sqlalchemy.exc import DBAPIError

from bot.exports.files import BringExport
from bot.languages import Language, speak
from bot.notices.texts import notice
from bot.replies import say
from serving.core.inbox.messages import MessageKind
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.repositories.telegram_notices import Notice, SqlTelegramNotices
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

EVERY = 2.0
AT_ONCE = 20
PACE = 0.1
"""Seconds between messages: those who wait for an answer go first."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Marked after it was sent: a stop in between brings a notice twice rather than never."""

    bot: Bot
    notices: SqlTelegramNotices
    chats: SqlTelegramChats
    export: BringExport

    async def bring_for_ever(self) -> None:
        while True:
            try:
                await self.bring()
            except (*OUTAGES, DBAPIError, TelegramAPIError) as error:
                logger.warning("notices wait: %s", type(error).__name__)
            await asyncio.sleep(EVERY)

    async def bring(self) -> None:
        for waiting in await self.notices.waiting(AT_ONCE):
            speak(Language(waiting.language))
            try:
                await self._say(waiting)
            except TelegramForbiddenError:
                await self.chats.blocked(waiting.telegram_id)
                continue
            await self.notices.sent(waiting.message.id)
            await asyncio.sleep(PACE)

    async def _say(self, waiting: Notice) -> None:
        message = waiting.message
        if message.kind is MessageKind.EXPORT_READY:
            await self.export(waiting.telegram_id, message.facts)
        else:
            await say(self.bot, waiting.telegram_id, notice(message))
