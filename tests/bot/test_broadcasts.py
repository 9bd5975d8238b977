"""A broadcast through a real bot process: everybody once, whatever happens to the process."""

from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.bot.conftest import talking
from tests.delivery.test_channels import until
from tests.support.chats import Person
from tests.support.recipients import counts, enrol, scheduled, zone_at

pytestmark = pytest.mark.anyio

START = "update broadcasts set state = 'running', started_at = now() where id = %s"
ADDRESS = """
insert into deliveries (broadcast_id, channel, student_id, not_before)
select %s, 'telegram', id, now() from students
"""
DONE = "select count(*) from deliveries where state in ('pending', 'sending')"


def started(connection: psycopg.Connection) -> int:
    """As the process that delivers would start it; only the bot sends here."""
    broadcast = scheduled(connection, "telegram")
    connection.execute(ADDRESS, (broadcast,))
    connection.execute(START, (broadcast,))
    return broadcast


def left(connection: psycopg.Connection) -> int:
    row = connection.execute(DONE).fetchone()
    assert row is not None
    return int(row[0])


async def test_the_bot_is_killed_in_the_middle_and_nobody_gets_it_twice(
    postgres_url: str, tmp_path: Path
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as database:
        enrol(database, 80, zone_at(12))
        async with talking(postgres_url, tmp_path) as (telegram, bot):
            telegram.blocked.add(1003)
            broadcast = started(database)
            await until(lambda: telegram.outcomes["sendmessage:200"] >= 20, 20)
            bot.kill()
            bot.start()
            await until(lambda: left(database) == 0, 40)
            sent = Counter(chat for chat, _ in telegram.messages)
            found = counts(database, broadcast)
            assert max(sent.values()) == 1
            assert found["blocked"] == 1
            assert found.get("unknown", 0) <= 8
            assert found["sent"] + found.get("unknown", 0) == 79
            assert telegram.outcomes["sendmessage:429"] == 0
            person = Person(telegram, 1007)
            toast = await person.answered(person.tap("Не присылать рассылки"))
            assert toast.startswith("Рассылок больше не будет")
            opted_out = database.execute("select count(*) from broadcast_opt_outs").fetchone()
            assert opted_out == (1,)
