"""A real bot process for the tests of a module, polling the fake Telegram over real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.banks import YES_NO, Bank, released_bank
from tests.support.fake_telegram import TOKEN, FakeTelegram
from tests.support.forked import Forked

BEGINS = 180.0
"""Seconds in which a bot is ready on a machine that has other work too; alone it takes 5."""


@dataclass(slots=True)
class BotProcess:
    environment: dict[str, str]
    log: Path
    process: Forked | None = None

    def start(self) -> None:
        self.process = Forked(["bot"], self.environment, self.log)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(30)


@contextmanager
def bot_process(postgres_url: str, api_url: str, home: Path, **more: str) -> Iterator[BotProcess]:
    """`more`: settings of ours, as BOT_WEBHOOK_URL."""
    environment = {
        "APO_POSTGRES_URL": postgres_url,
        "APO_BOT_TOKEN": TOKEN,
        "APO_BOT_API_URL": api_url,
        "APO_SECRET_KEY": "a secret of thirty two characters",
        "APO_HOME": str(home),
        **{f"APO_{name}": value for name, value in more.items()},
    }
    bot = BotProcess(environment, home / "bot.log")
    bot.start()
    try:
        yield bot
    finally:
        if bot.process is not None and bot.process.poll() is None:
            bot.process.kill()
            bot.process.wait()


@asynccontextmanager
async def talking(
    postgres_url: str,
    home: Path,
    per_second: int = 30,
    proxies: tuple[str, ...] = (),
    telegram: FakeTelegram | None = None,
    **more: str,
) -> AsyncIterator[tuple[FakeTelegram, BotProcess]]:
    """The fake, or the one that is given, and a bot that has asked it for updates."""
    telegram = telegram or FakeTelegram(per_second=per_second, proxies=proxies)
    async with telegram.running() as api_url:
        with bot_process(postgres_url, api_url, home, **more) as bot:
            async with asyncio.timeout(BEGINS):
                while not telegram.outcomes["setmycommands:200"]:
                    assert bot.process is not None
                    assert bot.process.poll() is None, bot.log.read_text()[-3000:]
                    await asyncio.sleep(0.05)
            yield telegram, bot


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Bank]:
    with released_bank(postgres_url) as bank:
        bank.add_many(30, YES_NO)
        yield bank
