"""2,000 recipients through a real bot process, on a messenger that refuses more than 30 messages a second."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from pipelines.local.services import Store, services
from serving.db.upgrade import upgrade_schema
from serving.settings import Settings
from tests.bench.figures import Figure
from tests.bot.conftest import talking
from tests.bot.test_broadcasts import left, started
from tests.support.chats import Person
from tests.support.fake_telegram import FakeTelegram
from tests.support.recipients import enrol, zone_at

RECIPIENTS = 2000
ASKED_EVERY = 4.0


@dataclass(frozen=True, slots=True)
class Run:
    per_second: float
    refusals: int
    reply_p95: float


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="apo-broadcasts-") as directory:
        home = Path(directory)
        settings = Settings(home=home, postgres_url=None, clickhouse_url=None)
        with services(settings, progress=lambda _: None, stores=[Store.POSTGRES]) as endpoints:
            upgrade_schema(endpoints.postgres_url)
            run = asyncio.run(_run(endpoints.postgres_url, home))
    what = f"a broadcast to {RECIPIENTS} at the limit of 30/s"
    yield Figure(f"{what}: messages", run.per_second, 24.5, "/s", at_least=True)
    yield Figure(f"{what}: refusals and one", run.refusals + 1, 1, "")
    yield Figure(f"{what}: a reply meanwhile, 95 %", run.reply_p95, 0.3, "s")


async def _run(postgres_url: str, home: Path) -> Run:
    with psycopg.connect(postgres_url, autocommit=True) as database:
        enrol(database, RECIPIENTS, zone_at(12))
        async with talking(postgres_url, home) as (telegram, _):
            replies: list[float] = []
            asking = asyncio.create_task(_ask(telegram, replies))
            begun = time.monotonic()
            started(database)
            while left(database):  # noqa: ASYNC110 of another process
                await asyncio.sleep(0.2)
            seconds = time.monotonic() - begun
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking
            refusals = sum(count for name, count in telegram.outcomes.items() if name.endswith(":429"))
    return Run(RECIPIENTS / seconds, refusals, sorted(replies)[int(0.95 * len(replies))])


async def _ask(telegram: FakeTelegram, replies: list[float]) -> None:
    """Somebody looks at his profile every few seconds."""
    for number in range(1001, 1001 + RECIPIENTS):
        person, before = Person(telegram, number), telegram.next_number("message")
        begun = time.monotonic()
        person.write("/me")
        await person.until("Анна", after=before)
        replies.append(time.monotonic() - begun)
        await asyncio.sleep(ASKED_EVERY)
