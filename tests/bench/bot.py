"""A real bot process over PostgreSQL and the fake Telegram, from an update to the reply that it gets."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from pipelines.local.services import Store, services
from serving.db.upgrade import upgrade_schema
from serving.settings import Settings
from tests.bench.figures import Figure
from tests.bot.conftest import BotProcess, talking
from tests.support.banks import YES_NO, released_bank
from tests.support.chats import Person, buttons
from tests.support.fake_telegram import FakeTelegram
from tests.support.recipients import enrol, zone_at

STUDENTS, PER_SECOND, STEPS = 40, 20, 30
"""Everybody answers or goes on once in `STUDENTS / PER_SECOND` seconds."""
QUEUED = 1000
SAID = ("/me", "/help", "/top", "/stats")
MIB = 1 << 20
LEFT = "select count(*) from telegram_updates where done_at is null"


@dataclass(slots=True)
class TimedTelegram(FakeTelegram):
    """Tells when a chat is written to, or a message in it changed."""

    waiting: dict[int, asyncio.Future[float]] = field(default_factory=dict)

    async def take(self, method: str, **given: Any) -> Any:
        result = await super(TimedTelegram, self).take(method, **given)
        if method in {"sendmessage", "editmessagetext"}:
            reply = self.waiting.pop(int(given["chat_id"]), None)
            if reply is not None:
                reply.set_result(time.monotonic())
        return result

    def reply(self, chat: int) -> asyncio.Future[float]:
        self.waiting[chat] = asyncio.get_running_loop().create_future()
        return self.waiting[chat]


@dataclass(frozen=True, slots=True)
class Run:
    replies: list[float]
    drained: float
    memory: float


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="apo-bot-") as directory:
        home = Path(directory)
        settings = Settings(home=home, postgres_url=None, clickhouse_url=None)
        with services(settings, progress=lambda _: None, stores=[Store.POSTGRES]) as endpoints:
            upgrade_schema(endpoints.postgres_url)
            run = asyncio.run(_run(endpoints.postgres_url, home))
    replies = sorted(run.replies)
    what = f"the bot at {PER_SECOND} updates/s, {len(replies)} replies"
    yield Figure(f"{what}: 95 %", replies[int(0.95 * len(replies))], 0.15, "s")
    yield Figure(f"the bot after a stop: {QUEUED} queued updates", run.drained, 5, "s")
    yield Figure("the bot: memory of its process", run.memory / MIB, 334, "MiB")


async def _run(postgres_url: str, home: Path) -> Run:
    telegram = TimedTelegram(per_second=0)
    with released_bank(postgres_url) as bank:
        bank.add_many(200, YES_NO)
        enrol(bank.connection, STUDENTS, zone_at(12))
        async with talking(postgres_url, home, telegram=telegram) as (_, bot):
            people = [Person(telegram, 1001 + number) for number in range(STUDENTS)]
            for person in people:
                await _begin(person)
            trained = await asyncio.gather(*map(_train, people, range(STUDENTS)))
            memory = _memory(bot)
            drained = await _drain(telegram, bot, people, bank.connection)
            memory = max(memory, _memory(bot))
    return Run([seconds for each in trained for seconds in each], drained, memory)


async def _begin(person: Person) -> None:
    await person.say("/train", "Какой предмет?")
    await person.choose("География", "Как тренируемся?")
    await person.choose("Соревнование", "Вопрос 1")


async def _train(person: Person, place: int) -> list[float]:
    telegram = person.telegram
    assert isinstance(telegram, TimedTelegram)
    replies = []
    await asyncio.sleep(place / PER_SECOND)
    for _ in range(STEPS):
        begun = time.monotonic()
        newest = person.messages()[-1]
        reply = telegram.reply(person.id)
        person.press(buttons(newest)[0]["callback_data"], newest)
        replies.append(await asyncio.wait_for(reply, 30) - begun)
        await asyncio.sleep(max(0, STUDENTS / PER_SECOND - (time.monotonic() - begun)))
    return replies


async def _drain(
    telegram: FakeTelegram, bot: BotProcess, people: list[Person], database: psycopg.Connection
) -> float:
    """Seconds from the moment when it is ready until each is handled."""
    bot.kill()
    starts = telegram.outcomes["setmycommands:200"]
    for number in range(QUEUED):
        people[number % STUDENTS].write(SAID[number % len(SAID)])
    bot.start()
    while telegram.outcomes["setmycommands:200"] == starts:  # noqa: ASYNC110 of another process
        await asyncio.sleep(0.01)
    begun = time.monotonic()
    while telegram.updates or _left(database):  # noqa: ASYNC110 of another process
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


def _left(database: psycopg.Connection) -> int:
    row = database.execute(LEFT).fetchone()
    assert row is not None
    return int(row[0])


def _memory(bot: BotProcess) -> float:
    assert bot.process is not None
    return float(psutil.Process(bot.process.pid).memory_info().rss)
