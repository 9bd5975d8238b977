"""A spreadsheet that is ready, as a document; or, when it is too big for Telegram, a link to it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from uuid import UUID

import anyio
from aiogram import Bot
from aiogram.types import InputFile

from bot.exports import texts
from bot.replies import say
from serving.core.exports.exports import ExportName
from serving.core.identity import TelegramId
from serving.core.inbox.messages import Facts
from serving.files import Files

LARGEST = 45 << 20
"""Bytes; Telegram takes 50 MB from a bot."""


@dataclass(frozen=True, slots=True)
class BringExport:
    """`links`: where the API is reached, from outside."""

    bot: Bot
    files: Files
    links: str

    async def __call__(self, chat: TelegramId, facts: Facts) -> None:
        """Of a message of the kind `export_ready`."""
        name, rows = ExportName(str(facts["name"])), int(str(facts["rows"]))
        export_id = UUID(str(facts["export_id"]))
        size = await anyio.to_thread.run_sync(self.files.export_size, export_id)
        if size is None:
            await say(self.bot, chat, texts.GONE)
        elif size > LARGEST:
            link = f"{self.links}/v1/exports/{facts['link']}"
            await say(self.bot, chat, texts.too_big(name, rows, link))
        else:
            file = ExportFile(self.files, export_id, f"{name}.xlsx")
            await self.bot.send_document(chat, file, caption=texts.caption(name, rows))


class ExportFile(InputFile):
    """Read while it is sent, a piece at a time."""

    def __init__(self, files: Files, export_id: UUID, filename: str) -> None:
        super().__init__(filename=filename)
        self._files, self._export_id = files, export_id

    async def read(self, _: Bot) -> AsyncGenerator[bytes, None]:
        pieces = self._files.export(self._export_id)
        while (piece := await anyio.to_thread.run_sync(next, pieces, None)) is not None:
            yield piece
