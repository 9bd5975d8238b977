"""Broadcasts that run, over a messenger that is strict."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from time import monotonic

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.broadcasts import Channel
from serving.core.broadcasts.channels import Blocked, Later, Letter, Outcome, Unknown
from serving.core.broadcasts.gate import Gate
from serving.core.identity import Origin
from serving.db.repositories.deliveries import SqlDeliveries
from serving.db.repositories.runs import SqlRuns
from serving.delivery.runner import ON_THEIR_WAY, Runner
from tests.delivery.conftest import Running
from tests.support.fake_channels import StrictMessenger, bad_entities
from tests.support.recipients import counts, enrol, scheduled, zone_at

pytestmark = pytest.mark.anyio

STATE = "select state from broadcasts where id = %s"


async def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 as an admin does
            await asyncio.sleep(0.02)


def state(database: psycopg.Connection, broadcast_id: int) -> str:
    row = database.execute(STATE, (broadcast_id,)).fetchone()
    assert row is not None
    return str(row[0])


async def test_everybody_gets_it_once_at_an_even_pace(database: psycopg.Connection, running: Running) -> None:
    enrol(database, 40, zone_at(12))
    broadcast = scheduled(database, "telegram")
    messenger = StrictMessenger()
    async with running(messenger):
        await until(lambda: state(database, broadcast) == "done")
    assert counts(database, broadcast) == {"sent": 40}
    assert len(messenger.arrived) == 40
    assert set(messenger.arrived.values()) == {1}
    assert messenger.refusals == 0
    gaps = [later - earlier for earlier, later in pairwise(sorted(messenger.moments))]
    assert sum(gaps) / len(gaps) >= 0.9 / 25


async def test_everybody_waits_for_five_seconds_when_told_so_and_nothing_is_lost(
    database: psycopg.Connection, running: Running
) -> None:
    """On a clock that is ten times faster."""
    enrol(database, 20, zone_at(12))
    broadcast = scheduled(database, "telegram")
    refused: list[float] = []

    def once(letter: Letter) -> Outcome | None:
        if refused or len(messenger.arrived) != 5:
            return None
        refused.append(monotonic())
        return Later(5, "Too Many Requests", too_fast=True)

    messenger = StrictMessenger(most=10_000, latency=0.001, answers=once)
    async with running(messenger, faster=10) as gate:
        await until(lambda: state(database, broadcast) == "done")
        assert gate.rate < 25
    assert counts(database, broadcast) == {"sent": 20}
    assert max(messenger.arrived.values()) == 1
    meanwhile = [moment for moment in messenger.moments if 0 < moment - refused[0] < 0.5]
    assert len(meanwhile) < ON_THEIR_WAY


async def test_a_pause_leaves_at_most_eight_messages_and_resuming_sends_the_rest(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 60, zone_at(12))
    broadcast = scheduled(database, "telegram")
    messenger = StrictMessenger(most=10_000, latency=0.05)
    async with running(messenger, pace=200):
        await until(lambda: len(messenger.moments) >= 10)
        database.execute("update broadcasts set state = 'paused' where id = %s", (broadcast,))
        before = len(messenger.moments)
        await asyncio.sleep(0.5)
        assert len(messenger.moments) - before <= 8
        assert "sending" not in counts(database, broadcast)
        database.execute("update broadcasts set state = 'running' where id = %s", (broadcast,))
        await until(lambda: state(database, broadcast) == "done")
    assert len(messenger.arrived) == 60
    assert max(messenger.arrived.values()) == 1


async def test_a_runner_that_is_stopped_while_it_claims_sends_what_it_claimed(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    class Slow(SqlDeliveries):
        async def claim(self, channel: Channel) -> Letter | None:
            letter = await super().claim(channel)
            claimed.set()
            await asyncio.sleep(0.1)
            return letter

    enrol(database, 1, zone_at(12))
    broadcast = scheduled(database, "telegram")
    await SqlRuns(engine, Origin.REAL, lambda: datetime.now(UTC)).start_due()
    messenger, claimed = StrictMessenger(), asyncio.Event()
    runner = Runner(messenger, Slow(engine, lambda: datetime.now(UTC)), Gate(25, monotonic, asyncio.sleep))
    running = asyncio.create_task(runner.run())
    await asyncio.wait_for(claimed.wait(), 60)
    running.cancel()
    await asyncio.wait([running])
    assert counts(database, broadcast) == {"sent": 1}


async def test_two_runners_send_as_one_and_the_second_takes_over(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 60, zone_at(12))
    broadcast = scheduled(database, "telegram")
    first, second = (StrictMessenger(most=10_000, latency=0.01) for _ in range(2))
    async with running(second, pace=100):
        await until(lambda: len(second.moments) >= 1)
        async with running(first, pace=100):
            await until(lambda: len(second.moments) >= 20)
            assert not first.moments
    later = scheduled(database, "telegram")
    async with running(first, pace=100):
        await until(lambda: state(database, broadcast) == state(database, later) == "done")
    both = first.arrived + second.arrived
    assert counts(database, broadcast)["sent"] + counts(database, later)["sent"] == both.total()
    assert max(both.values()) == 2  # of two broadcasts
    assert second.arrived.total() >= 20


async def test_ten_equal_refusals_of_the_content_pause_it_with_the_reason(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 40, zone_at(12))
    broadcast = scheduled(database, "telegram")
    async with running(StrictMessenger(answers=bad_entities, latency=0.001), pace=200):
        await until(lambda: state(database, broadcast) == "paused")
        await asyncio.sleep(0.1)
    found = counts(database, broadcast)
    assert 10 <= found["failed"] <= 18
    row = database.execute("select reason from broadcasts").fetchone()
    assert row == ("Bad Request: can't parse entities",)


async def test_who_blocked_the_bot_is_counted_and_an_unknown_outcome_is_shown_and_not_sent_again(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 6, zone_at(12))
    broadcast = scheduled(database, "telegram")
    seen: list[int] = []

    def answers(letter: Letter) -> Outcome | None:
        seen.append(letter.student_id)
        match letter.student_id % 3:
            case 0:
                return Blocked("Forbidden: bot was blocked by the user")
            case 1:
                return Unknown("TimeoutError")
            case _:
                return None

    async with running(StrictMessenger(answers=answers, latency=0.001), pace=200):
        await until(lambda: state(database, broadcast) == "done")
    assert counts(database, broadcast) == {"blocked": 2, "unknown": 2, "sent": 2}
    assert len(seen) == len(set(seen)) == 6


async def test_nobody_is_disturbed_at_night_or_by_a_third_broadcast_of_the_day(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 5, zone_at(12))
    database.execute("update students set time_zone = %s where id <= 2", (zone_at(2),))
    messenger = StrictMessenger(most=10_000, latency=0.001)
    async with running(messenger, pace=200):
        for inbox, arrived in ((5, 3), (10, 6), (15, 6)):
            scheduled(database, "telegram", "inbox")
            await until(lambda: in_inboxes(database) == inbox)  # noqa: B023 awaited at once
            await until(lambda: messenger.arrived.total() == arrived)  # noqa: B023
        await asyncio.sleep(0.1)
    assert messenger.arrived == {3: 2, 4: 2, 5: 2}
    waiting = database.execute(
        "select count(*) from deliveries where state = 'pending' and not_before > now() + interval '23 hours'"
    )
    assert waiting.fetchone() == (3,)


def in_inboxes(database: psycopg.Connection) -> int:
    row = database.execute("select count(*) from inbox_messages where kind = 'broadcast'").fetchone()
    assert row is not None
    return int(row[0])


async def test_who_opted_out_or_does_not_fit_gets_nothing(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 6, zone_at(12))
    database.execute("insert into broadcast_opt_outs values (1, now())")
    database.execute("update students set grade = '11' where id = 2")
    database.execute("update students set region = 'Москва' where id = 3")
    database.execute("update students set last_seen_at = now() - interval '40 days' where id = 4")
    database.execute("insert into roles values (5, 'admin', '{}')")
    broadcast = scheduled(
        database, "telegram", grades=["9"], regions=["Томская область"], active_days=30, roles=["student"]
    )
    messenger = StrictMessenger()
    async with running(messenger):
        await until(lambda: state(database, broadcast) == "done")
    assert messenger.arrived == {6: 1}
