"""A served question becomes messages: pictures first, then the text with its buttons."""

from asyncio import to_thread
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text

from bot.rendering.formulas import drawing
from bot.replies import LONGEST_CAPTION, say, units
from bot.training import keyboards, texts
from bot.training.desk import Desk
from serving.core.training.sessions import Served
from serving.core.training.shown_options import shown_options
from serving.db.repositories.telegram_files import SqlTelegramFiles
from serving.files import Files

ROOM_FOR_VERDICT = 400
"""A caption is changed when the question is answered, and must have room for it."""


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    bot: Bot
    files: Files
    sent: SqlTelegramFiles

    async def __call__(self, chat_id: int, desk: Desk, served: Served, head: str | None = None) -> Desk:
        """The desk with the question on it; `head` stands above it instead of that of training."""
        question, options = served.question, shown_options(served.id, served.question)
        head = head or texts.header(desk.number + 1, desk.title, served)
        laid = replace(
            desk,
            number=desk.number + 1,
            serve=served.id.hex,
            question=served.question_id,
            kind=question.kind,
            options=tuple(option.id for option in options),
            chosen=(),
            header=head,
        )
        text = texts.question(head, question, options)
        for formula in texts.pictures_of(question):
            content = await to_thread(drawing, formula)
            assert content is not None
            await self._photo(chat_id, content, sha256(content).hexdigest())
        picture = await to_thread(self.files.read, question.photo) if question.photo else None
        markup = keyboards.under_question(laid, UUID(laid.serve))
        if picture is not None and question.photo is not None:
            if units(text) + ROOM_FOR_VERDICT <= LONGEST_CAPTION:
                message = await self._photo(chat_id, picture, question.photo, text, markup)
                return replace(laid, message=message.message_id, has_caption=True)
            await self._photo(chat_id, picture, question.photo)
        message = await say(self.bot, chat_id, text, markup)
        return replace(laid, message=message.message_id, has_caption=False)

    async def _photo(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        caption: Text | None = None,
        markup: InlineKeyboardMarkup | None = None,
    ) -> Message:
        """Uploaded once; then sent by the name that Telegram gave it, until it knows it no more."""
        said = caption.as_kwargs(text_key="caption", entities_key="caption_entities") if caption else {}
        known = await self.sent.find(self.bot.id, name)
        if known is not None:
            try:
                return await self.bot.send_photo(chat_id, known, reply_markup=markup, **said)
            except TelegramBadRequest as error:
                if "file" not in error.message:
                    raise
                await self.sent.forget(self.bot.id, name)
        file = BufferedInputFile(content, f"{name[:16]}.png")
        message = await self.bot.send_photo(chat_id, file, reply_markup=markup, **said)
        if message.photo:
            await self.sent.put(self.bot.id, name, message.photo[-1].file_id)
        return message
