"""What happens is written down for webhooks where it happens."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.cancel_contest import CancelContest
from serving.core.exports.jobs import ExportId
from serving.db.repositories.export_jobs import SqlExportJobs
from serving.db.repositories.webhook_outbox import SqlWebhookOutbox
from tests.support.arenas import BOSS, Arena, arena
from tests.support.banks import released_bank
from tests.support.fakes import FakeClock
from tests.support.listeners import deliveries, listens, owner

pytestmark = pytest.mark.anyio

TOLD = "select event, subject, student_id, facts from webhook_events order by id"


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine) -> AsyncIterator[Arena]:
    with released_bank(postgres_url) as bank:
        bank.add_many(4)
    async with arena(postgres_url, engine) as found:
        yield found


async def test_the_end_of_a_contest_is_told_once_and_that_of_a_cancelled_one_never(
    field: Arena, database: psycopg.Connection
) -> None:
    finished, cancelled = await field.announced(), await field.announced()
    await field.do(CancelContest, lambda cancel: cancel(BOSS, cancelled))
    ends_at = field.clock() + timedelta(hours=1)
    field.clock.passes(hours=1, seconds=2)
    while await field.end():
        pass
    assert database.execute(TOLD).fetchall() == []
    field.clock.passes(seconds=1)
    while await field.end():
        pass
    [(event, subject, student_id, facts)] = database.execute(TOLD).fetchall()
    assert (event, subject, student_id) == ("contest.finished", None, None)
    told = {"contest_id": finished, "title": "Кубок", "subject": "geography"}
    assert facts == told | {"ended_at": ends_at.isoformat()}


async def test_an_export_is_told_to_who_asked_for_it_without_its_link(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    clock, export = FakeClock(), ExportId(uuid4())
    boss, other = owner(database, "admin"), owner(database, "admin")
    mine = listens(database, "https://client.example/", "export.ready", by=boss)
    listens(database, "https://client.example/", "export.ready", by=other)
    database.execute(
        "insert into exports (id, student_id, name, filters, personal, requested_at)"
        " values (%s, %s, 'users', '{}', true, now())",
        (export, boss),
    )
    await SqlExportJobs(engine, clock).ready(export, 5)
    facts = {"export_id": str(export), "name": "users", "rows": 5}
    assert database.execute(TOLD).fetchall() == [("export.ready", None, boss, facts)]
    assert await SqlWebhookOutbox(engine, clock).spread()
    assert [row[0] for row in deliveries(database)] == [mine]
