"""Saying things in a chat, deaf to what Telegram complains about without need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.languages import Words

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | None

NOISE = (
    "message is not modified",
    "query is too old",
    "message to edit not found",
    "message can't be edited",
)
LONGEST = 4096
LONGEST_CAPTION = 1024
"""UTF-16 units."""


@asynccontextmanager
async def without_noise() -> AsyncIterator[None]:
    try:
        yield
    except TelegramBadRequest as error:
        if not any(noise in error.message for noise in NOISE):
            raise


async def toast(query: CallbackQuery, text: Words | None = None) -> None:
    """Every tap is answered, or its button keeps spinning."""
    async with without_noise():
        await query.answer(None if text is None else str(text))


async def say(bot: Bot, chat_id: int, text: Text, keyboard: Keyboard = None) -> Message:
    """Long texts come in several messages, the keyboard under the last."""
    *before, last = pieces(text)
    for piece in before:
        await bot.send_message(chat_id, **piece.as_kwargs())
    return await bot.send_message(chat_id, **last.as_kwargs(), reply_markup=keyboard)


async def reply(message: Message, text: Text, keyboard: Keyboard = None) -> Message:
    assert message.bot is not None
    return await say(message.bot, message.chat.id, text, keyboard)


async def show(query: CallbackQuery, text: Text, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """In place of the message whose button was tapped, or below when it cannot be changed."""
    message = query.message
    if isinstance(message, Message) and message.text is not None and units(text) <= LONGEST:
        async with without_noise():
            await message.edit_text(**text.as_kwargs(), reply_markup=keyboard)
        return
    assert query.bot is not None
    await say(query.bot, chat_of(query), text, keyboard)


def chat_of(query: CallbackQuery) -> int:
    """Every chat of this bot is a private one."""
    return query.message.chat.id if query.message else query.from_user.id


def units(text: Text | str) -> int:
    """The length as Telegram counts it, in UTF-16 units."""
    plain = text if isinstance(text, str) else text.render()[0]
    return len(plain.encode("utf-16-le")) // 2


def pieces(text: Text) -> list[Text]:
    """Parts that fit a message each, cut after a line where there is one."""
    if units(text) <= LONGEST:
        return [text]
    cut = _cut(text.render()[0])
    return [text[:cut], *pieces(text[cut:])]


def _cut(plain: str) -> int:
    """In characters, which have one unit or two each."""
    most, length = 0, 0
    while length + units(plain[most]) <= LONGEST:
        length += units(plain[most])
        most += 1
    line = plain.rfind("\n", most // 2, most)
    return line + 1 if line > 0 else most
