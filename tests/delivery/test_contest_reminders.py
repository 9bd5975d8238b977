"""Reminders of contests, by the broadcasts that everything else is sent by."""

from collections.abc import AsyncIterator
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.opt_out import OptOut
from serving.core.contests.ask_for_reminder import AskForReminder
from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.contests import ContestId
from serving.core.contests.errors import ContestInState, EntranceRefused
from serving.core.identity import Actor, Origin
from serving.db.repositories.contest_reminders import SqlContestReminders
from serving.db.repositories.runs import SqlRuns
from serving.delivery.contests import words_of
from tests.support.arenas import BOSS, Arena, arena
from tests.support.banks import released_bank

pytestmark = pytest.mark.anyio

SENT = "select broadcast_id, channel, student_id, state from deliveries order by 1, 2, 3"


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine) -> AsyncIterator[Arena]:
    with released_bank(postgres_url) as bank:
        bank.add_many(4)
    async with arena(postgres_url, engine) as found:
        yield found


def later(field: Arena, **until: float) -> dict[str, object]:
    starts_at = field.clock() + timedelta(**until)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}


async def looks(field: Arena) -> int:
    """What the process that delivers does every half a second; how many reminders there are to send."""
    reminders = SqlContestReminders(field.engine, field.clock, words_of)
    found = 0
    while await reminders.remind():
        found += 1
    runs = SqlRuns(field.engine, Origin.REAL, field.clock)
    await runs.start_due()
    await runs.put_into_inbox()
    await reminders.expire()
    return found


async def asks(field: Arena, actor: Actor, contest: ContestId, code: str | None = None) -> None:
    await field.do(AskForReminder, lambda ask: ask(actor, contest, code))


def told(database: psycopg.Connection) -> list[int]:
    """Whom the inbox has reminded, a row a reminder."""
    rows = database.execute("select student_id from inbox_messages order by id").fetchall()
    return sorted(student for (student,) in rows)


async def test_a_contest_is_told_of_a_day_and_an_hour_before_and_each_time_once(
    field: Arena, database: psycopg.Connection
) -> None:
    [anna] = await field.enrol()
    await field.announced(**later(field, days=3))
    assert await looks(field) == 0
    field.clock.passes(days=2)
    assert [await looks(field) for _ in range(3)] == [1, 0, 0]
    field.clock.passes(hours=23)
    assert [await looks(field) for _ in range(2)] == [1, 0]
    assert told(database) == [anna.student_id] * 2
    [text] = database.execute("select content ->> 'text' from broadcasts where id = 1").fetchone() or ()
    assert "«Кубок»\nПредмет: География\nНачало: 13.01.2026 в 15:00 по Москве" in text
    field.clock.passes(hours=1)
    assert await looks(field) == 0


async def test_what_was_announced_late_is_told_of_once_and_what_was_called_off_never(
    field: Arena, database: psycopg.Connection
) -> None:
    await field.enrol()
    await field.announced(**later(field, hours=5))
    cancelled = await field.announced(**later(field, hours=5))
    await field.do(CancelContest, lambda cancel: cancel(BOSS, cancelled))
    assert await looks(field) == 0
    field.clock.passes(hours=4)
    assert [await looks(field) for _ in range(2)] == [1, 0]
    assert len(told(database)) == 1


async def test_killed_between_the_reminder_and_its_broadcast_it_sends_one(
    field: Arena, database: psycopg.Connection, engine: AsyncEngine
) -> None:
    class Killed(Exception):
        pass

    def dies(*_: object) -> None:
        raise Killed

    await field.enrol()
    await field.announced(**later(field, days=2))
    field.clock.passes(days=1)
    with pytest.raises(Killed):
        await SqlContestReminders(engine, field.clock, dies).remind()  # type: ignore[arg-type]
    assert database.execute("select count(*) from broadcasts").fetchone() == (0,)
    assert [await looks(field) for _ in range(2)] == [1, 0]
    assert len(told(database)) == 1


async def test_who_may_not_enter_or_wants_nothing_is_not_told_and_who_asked_is(
    field: Arena, database: psycopg.Connection
) -> None:
    [ninth, deaf], [tenth] = await field.enrol(2, grade="9"), await field.enrol(grade="10")
    [stranger] = await field.enrol(grade="9")
    database.execute("update students set subject = null where id = %s", (stranger.student_id,))
    await field.do(OptOut, lambda opt_out: opt_out(deaf.student_id))
    contest = await field.announced(**later(field, days=2), entrants={"grades": ["9"]})
    await asks(field, stranger, contest)
    await asks(field, stranger, contest)
    await asks(field, deaf, contest)
    with pytest.raises(EntranceRefused):
        await asks(field, tenth, contest)
    field.clock.passes(days=1)
    await looks(field)
    assert told(database) == [ninth.student_id, stranger.student_id]
    await field.do(AskForReminder, lambda ask: ask(stranger, contest, wanted=False))
    field.clock.passes(hours=23)
    await looks(field)
    assert told(database) == [ninth.student_id, ninth.student_id, stranger.student_id]


async def test_of_a_contest_with_a_code_those_are_told_who_know_it_and_asked(
    field: Arena, database: psycopg.Connection
) -> None:
    [_, invited] = await field.enrol(2)
    contest = await field.announced(**later(field, days=2), entrants={"code": "весна"})
    with pytest.raises(EntranceRefused):
        await asks(field, invited, contest, "осень")
    await asks(field, invited, contest, "весна")
    field.clock.passes(days=1)
    await looks(field)
    assert told(database) == [invited.student_id]
    field.clock.passes(days=1)
    with pytest.raises(ContestInState):
        await asks(field, invited, contest, "весна")


async def test_whom_the_night_keeps_from_it_gets_none_after_the_start(
    field: Arena, database: psycopg.Connection
) -> None:
    """At night nothing is claimed; see the tests of broadcasts."""
    [anna] = await field.enrol()
    database.execute("update students set telegram_id = 7 where id = %s", (anna.student_id,))
    await field.announced(**later(field, days=2))
    field.clock.passes(days=1)
    await looks(field)
    assert database.execute(SENT).fetchall() == [
        (1, "inbox", anna.student_id, "sent"),
        (1, "telegram", anna.student_id, "pending"),
    ]
    field.clock.passes(days=1)
    await looks(field)
    rows = database.execute("select state, error from deliveries where channel = 'telegram'").fetchall()
    assert rows == [("cancelled", "too late")]
