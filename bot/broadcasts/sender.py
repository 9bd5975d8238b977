"""Broadcasts as messages of the bot."""

from dataclasses import dataclass, field

import anyio
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiohttp import ClientConnectorError

from bot.broadcasts.texts import OPT_OUT
from bot.broadcasts.wishes import Mute
from bot.languages import Language, speak
from bot.pacing import bulk
from serving.core.broadcasts.broadcasts import Channel, Content
from serving.core.broadcasts.channels import (
    Blocked,
    ContentRefused,
    Failed,
    Later,
    Letter,
    Outcome,
    Sent,
    Unknown,
)
from serving.core.identity import TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.files import Files

AFTER_FAILURE = 5.0
GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID")


@dataclass(frozen=True, slots=True)
class TelegramSender:
    """A picture is uploaded once, then sent by its number."""

    bot: Bot
    files: Files
    chats: SqlTelegramChats
    uploaded: dict[str, str] = field(default_factory=dict)
    channel: Channel = Channel.TELEGRAM

    async def send(self, letter: Letter) -> Outcome:
        if letter.address is None:
            return Failed("no Telegram")
        bulk.set(True)  # of this task, which ends with the letter
        speak(Language(await self.chats.language(TelegramId(int(letter.address))) or Language.RUSSIAN))
        try:
            await self._send(int(letter.address), letter.content)
        except TelegramForbiddenError as error:
            await self.chats.blocked(TelegramId(int(letter.address)))
            return Blocked(error.message)
        except TelegramBadRequest as error:
            gone = any(part in error.message for part in GONE)
            return Blocked(error.message) if gone else ContentRefused(error.message)
        except TelegramRetryAfter as error:
            return Later(error.retry_after, error.message, too_fast=True)
        except TelegramNetworkError as error:
            if isinstance(error.__cause__, ClientConnectorError):
                return Later(AFTER_FAILURE, "Telegram does not answer")
            return Unknown(error.message)
        except TelegramAPIError as error:
            return Unknown(error.message)
        return Sent()

    async def _send(self, chat: int, content: Content) -> None:
        markup = _keyboard(content)
        if content.photo is None:
            await self.bot.send_message(chat, content.text, reply_markup=markup)
            return
        photo = self.uploaded.get(content.photo) or await self._picture(content.photo)
        message: Message = await self.bot.send_photo(chat, photo, caption=content.text, reply_markup=markup)
        if message.photo:
            self.uploaded[content.photo] = message.photo[-1].file_id

    async def _picture(self, sha256: str) -> BufferedInputFile:
        found = await anyio.to_thread.run_sync(self.files.read, sha256)
        return BufferedInputFile(found or b"", f"{sha256}.png")


def _keyboard(content: Content) -> InlineKeyboardMarkup:
    """The way out is in every message."""
    rows = [[InlineKeyboardButton(text=button.text, url=button.url)] for button in content.buttons]
    rows.append([InlineKeyboardButton(text=str(OPT_OUT), callback_data=Mute(wanted=False).pack())])
    return InlineKeyboardMarkup(inline_keyboard=rows)
