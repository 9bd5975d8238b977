"""What happens meanwhile: a bank is released, a broadcast sent, a contest held, and the API killed."""

import asyncio
import re
import tempfile
import time
from datetime import UTC, datetime, timedelta

from tests.bench.load.tally import Tally
from tests.faults.whole_system import BANK, System

OTHER_BANK = BANK.parent / "geography.csv"
TEXT = "Завтра в 10:00 начинается олимпиада."
EXCUSED = 30.0
"""Seconds that a killed process may take to come back."""
NOTICE = 30.0
"""Seconds from the announcement of the contest to its start."""


async def happen(system: System, tally: Tally, seconds: float) -> None:
    begun = time.monotonic()

    async def at(part: float) -> None:
        await asyncio.sleep(max(0.0, begun + part * seconds - time.monotonic()))

    await at(0.2)
    await asyncio.to_thread(system.run, "banks", "load", str(OTHER_BANK))
    await at(0.35)
    await asyncio.to_thread(_broadcast, system)
    await at(0.5)
    await _contest(system, tally, ends=begun + 0.8 * seconds)
    await at(0.75)
    tally.excuse(EXCUSED)
    system.part("api").kill()


def _broadcast(system: System) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as text:
        text.write(TEXT)
        text.flush()
        said = system.run("broadcast", "draft", text.name, "--title", "Олимпиада", "--by", "telegram")
    number = _number(r"Draft (\d+)", said)
    students = _number(r"(\d+) students", system.run("broadcast", "count", number))
    system.run("broadcast", "run", number, "--recipients", students)


async def _contest(system: System, tally: Tally, ends: float) -> None:
    now = datetime.now(UTC)
    start = now + timedelta(seconds=NOTICE)
    end = max(start + timedelta(seconds=30), now + timedelta(seconds=ends - time.monotonic()))
    plan = ("--subject", "economics", "--start", start.isoformat(), "--end", end.isoformat(), "--count", "5")
    said = await asyncio.to_thread(system.run, "contest", "draft", "Кубок", *plan)
    number = _number(r"Draft (\d+)", said)
    await asyncio.to_thread(system.run, "contest", "announce", number)
    await asyncio.sleep(max(0.0, (start - datetime.now(UTC)).total_seconds()))
    tally.contest = int(number)


def _number(pattern: str, said: str) -> str:
    found = re.search(pattern, said)
    assert found is not None, said
    return found[1]
