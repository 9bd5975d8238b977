"""The run itself. APO_BENCH_MINUTES says how long, ten minutes when it does not."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import httpx
import psycopg

from pipelines.stores.clickhouse import warehouse
from tests.bench.figures import Figure
from tests.bench.load.chatters import Chatter, RememberingTelegram
from tests.bench.load.events import TEXT, happen
from tests.bench.load.memory import slopes, watched
from tests.bench.load.readers import Reader
from tests.bench.load.tally import Tally, percentile
from tests.faults.whole_system import System, whole_system
from tests.support.chats import Person
from tests.support.fake_telegram import TOKEN
from tests.support.recipients import enrol, zone_at

MINUTES = float(os.environ.get("APO_BENCH_MINUTES", "10"))
READERS, CHATTERS = 140, 60
FLAT = 2.0
"""MiB a minute; one that leaks by the request grows by tens."""
KNOWN = """
select
    (select sum(difference) + countIf(not same_answers) from marts.reconciliation),
    (select count() from marts.freshness),
    (select quantileExactWeighted(0.95)(seconds_p95, answers) from marts.freshness)
"""


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="apo-load-", ignore_cleanup_errors=True) as directory:
        Path(directory).chmod(0o755)
        home = Path(directory) / "home"
        home.mkdir(mode=0o755)
        yield from asyncio.run(_run(home))


async def _run(home: Path) -> list[Figure]:
    telegram, tally = RememberingTelegram(), Tally()
    async with telegram.running() as bot_api:
        # Broadcasts reach only students of the kind that registers here.
        more = {"APO_BOT_TOKEN": TOKEN, "APO_BOT_API_URL": bot_api, "APO_SIMULATED_STUDENTS": "false"}
        starting = whole_system(home, **more)
        system = await asyncio.to_thread(starting.__enter__)
        try:
            await asyncio.to_thread(_enrol, system)
            with watched(system.process.pid) as samples:
                await _live(system, telegram, tally)
            said = await asyncio.to_thread(system.run, "refresh")
            assert "counts agree" in said, said
            return [*_seen(tally, telegram), *_kept(system, tally), *_grown(slopes(samples))]
        finally:
            await asyncio.to_thread(starting.__exit__, None, None, None)


def _enrol(system: System) -> None:
    with psycopg.connect(system.endpoints.postgres_url, autocommit=True) as connection:
        enrol(connection, CHATTERS, zone_at(12))


async def _live(system: System, telegram: RememberingTelegram, tally: Tally) -> None:
    random, seconds = Random(9), 60 * MINUTES
    until, arriving = time.monotonic() + seconds, seconds / 6
    limits = httpx.Limits(max_connections=READERS)
    async with httpx.AsyncClient(base_url=f"{system.api}/v1", limits=limits, timeout=30) as http:
        lives = [
            *(Reader(http, number, tally, Random(number)).live for number in range(READERS)),
            *(
                Chatter(Person(telegram, 1001 + number), telegram, tally, Random(number)).live
                for number in range(CHATTERS)
            ),
        ]
        coming = (live(random.uniform(0, arriving), until) for live in lives)
        await asyncio.gather(happen(system, tally, seconds), *coming)


def _seen(tally: Tally, telegram: RememberingTelegram) -> Iterator[Figure]:
    what = f"{READERS + CHATTERS} students in {MINUTES:g} minutes"
    asked = MINUTES * 60 * READERS / 20
    yield Figure(f"{what}: answers over REST", len(tally.acknowledged), asked, "", at_least=True)
    yield Figure(f"{what}: 95 % of requests", percentile(tally.requests, 0.95), 0.3, "s")
    yield Figure(f"{what}: 95 % of the bot's replies", percentile(tally.replies, 0.95), 1.0, "s")
    yield Figure(f"{what}: what the bot left without a reply", tally.silences, 0, "")
    yield Figure(f"{what}: 5xx and broken connections", len(tally.unexpected), 0, "")
    yield Figure(f"{what}: the same while the API was killed", tally.excused, READERS * 60, "")
    yield Figure(f"{what}: answers in the contest", tally.in_contest, 1, "", at_least=True)
    told = [times for (_, text), times in telegram.told.items() if TEXT in text]
    yield Figure(f"{what}: broadcast, chats that got it", len(told), CHATTERS, "", at_least=True)
    yield Figure(f"{what}: broadcast, messages too many", sum(told) - len(told), 0, "")
    sys.stderr.writelines(f"{line}\n" for line in tally.unexpected[:5])


def _kept(system: System, tally: Tally) -> Iterator[Figure]:
    with psycopg.connect(system.endpoints.postgres_url) as connection:
        stored = {row[0] for row in connection.execute("select serve_id::text from answers")}
    with warehouse(system.endpoints.clickhouse_url) as store:
        difference, publications, p95 = (float(str(value)) for value in store.rows(KNOWN)[0])
    yield Figure("acknowledged answers that are lost", len(tally.acknowledged - stored), 0, "")
    yield Figure("answers that PostgreSQL and the marts count differently", difference, 0, "")
    yield Figure("publications meanwhile", publications, MINUTES, "", at_least=True)
    yield Figure("an answer → published: 95 %", p95, 10, "s")


def _grown(by_part: Mapping[str, float]) -> Iterator[Figure]:
    for name, slope in sorted(by_part.items()):
        yield Figure(f"memory of {name}, in the second half", slope, FLAT, "MiB/min")
