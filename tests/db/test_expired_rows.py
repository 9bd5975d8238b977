"""What has expired does not pile up."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.expired_rows import remove_expired
from tests.support.banks import Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio

TABLES = (
    "refresh_tokens",
    "one_time_codes",
    "idempotency_keys",
    "personal_tokens",
    "attempts",
    "telegram_updates",
    "webhook_events",
)

TOKEN = "student_id, sha256, title, scopes, created_at, expires_at"
LATER = "{2} - interval '30 days'"
ROWS = (
    "insert into refresh_tokens values ('{0}', {1}, gen_random_uuid(), {2})",
    "insert into one_time_codes values ('{0}', {1}, 'log_in', {2})",
    "insert into idempotency_keys values ('{0}', {1}, '', 200, '{{}}', '', {2})",
    f"insert into personal_tokens ({TOKEN}) values ({{1}}, '{{0}}', '', '{{{{}}}}', now(), {LATER})",
    "insert into attempts values ('{0}', 1, {2} - interval '1 day')",
    (
        "insert into telegram_updates"
        " select count(*), '{{}}', 0, now(), {2} - interval '1 day', 1 from telegram_updates"
    ),
    (
        "insert into webhook_events (event, facts, happened_at)"
        " values ('contest.finished', '{{}}', {2} - interval '30 days')"
    ),
)


async def test_expired_rows_are_removed_and_others_stay(
    bank: Bank, room: Classroom, engine: AsyncEngine
) -> None:
    anna = await room.enrol()
    for row in ROWS:
        for name, moment in (("old", "now() - interval '1 s'"), ("new", "now() + interval '1 hour'")):
            bank.connection.execute(row.format(name, anna.student_id, moment).encode())
    await remove_expired(engine)
    assert [bank.value(f"select count(*) from {table}") for table in TABLES] == [1] * len(TABLES)
    assert bank.value("select sha256 from refresh_tokens") == "new"


async def test_a_statement_of_the_product_is_not_waited_for_for_ever(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        found = await connection.execute(text("select current_setting('statement_timeout')"))
        assert found.scalar_one() == "10s"
