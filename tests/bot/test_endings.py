"""How a training ends in words, and how a spreadsheet comes that is too big for Telegram."""

import os
from contextvars import copy_context
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr

from bot.app import create_bot
from bot.exports.files import LARGEST, BringExport
from bot.languages import Language, speak
from bot.training.end_texts import finished
from serving.core.identity import TelegramId
from serving.core.inbox.messages import Facts
from serving.core.training.sessions import Summary
from serving.files import open_files
from tests.support.fake_telegram import TOKEN, FakeTelegram
from tests.support.rest import settings

EXPORT = UUID(int=5)
LINKS = "https://apo.example.org"


@pytest.mark.parametrize(
    ("best", "language", "said"),
    [
        (3, Language.RUSSIAN, "Лучшая серия: 3 ответа подряд."),
        (0, Language.RUSSIAN, "Серии верных ответов пока нет."),
        (3, Language.ENGLISH, "Best series: 3 answers in a row."),
        (0, Language.ENGLISH, "No series of right answers yet."),
    ],
)
def test_a_series_is_counted_when_there_is_one(best: int, language: Language, said: str) -> None:
    def told() -> str:
        speak(language)
        return finished(Summary(right=best, total=4, points=0, best_series=best)).render()[0]

    assert copy_context().run(told).splitlines()[2] == said


@pytest.mark.anyio
@pytest.mark.parametrize("beyond", [0, 1])
async def test_a_spreadsheet_comes_as_a_document_or_as_a_link_to_what_is_larger(
    beyond: int, tmp_path: Path
) -> None:
    files, source, telegram = open_files(str(tmp_path)), tmp_path / "a.xlsx", FakeTelegram()
    source.touch()
    os.truncate(source, LARGEST + beyond)
    files.put_export(source, EXPORT)
    facts: Facts = {"name": "answers", "rows": 1_200_000, "export_id": str(EXPORT), "link": "5.abc"}
    async with telegram.running() as url:
        given = settings("postgresql://nowhere/").model_copy(
            update={"bot_token": SecretStr(TOKEN), "bot_api_url": url}
        )
        bot = create_bot(given)
        await BringExport(bot, files, LINKS)(TelegramId(1), facts)
        await bot.session.close()
    [message] = telegram.messages.values()
    if beyond:
        assert "document" not in message
        assert f"{LINKS}/v1/exports/5.abc" in message["text"]
    else:
        assert len(telegram.files[message["document"]["file_id"]]) == LARGEST
