"""Broadcasts by e-mail: a real process, a real mail server, and both may die."""

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from serving.delivery.email_sender import EmailSender
from serving.mail.smtp import smtp_server
from tests.delivery.conftest import Running
from tests.delivery.test_channels import state, until
from tests.support.forked import Forked, forked
from tests.support.mailboxes import Mailbox, mailbox
from tests.support.recipients import counts, enrol, scheduled, zone_at
from tests.support.rest import SECRET

pytestmark = pytest.mark.anyio


@contextmanager
def delivering(postgres_url: str, smtp_url: str, *options: str) -> Iterator[Forked]:
    environment = {"APO_POSTGRES_URL": postgres_url, "APO_SMTP_URL": smtp_url, "APO_SECRET_KEY": SECRET}
    with forked(["serving.delivery", *options], environment) as process:
        yield process


def recipients(box: Mailbox) -> Counter[str]:
    return Counter(str(letter["To"]) for letter in box.letters)


async def test_killed_twice_it_sends_nothing_twice_and_shows_what_is_unknown(
    database: psycopg.Connection, postgres_url: str
) -> None:
    enrol(database, 40, zone_at(12))
    broadcast = scheduled(database, "email")
    async with mailbox() as box:
        for letters in (5, 20):
            with delivering(postgres_url, box.url):
                await until(lambda: len(box.letters) >= letters)  # noqa: B023 awaited at once
        with delivering(postgres_url, box.url) as process:
            await until(lambda: state(database, broadcast) == "done")
            with delivering(postgres_url, box.url, "--check") as check:
                assert await asyncio.to_thread(check.wait, 60) == 0
            process.terminate()
            assert await asyncio.to_thread(process.wait, 60) == 0
        with delivering(postgres_url, box.url, "--check") as check:
            assert await asyncio.to_thread(check.wait, 60) == 1
        found = counts(database, broadcast)
        assert max(recipients(box).values()) == 1
        assert found["sent"] + found.get("unknown", 0) == 40
        assert found.get("unknown", 0) <= 16
        assert found["sent"] <= len(box.letters) <= 40


async def test_letters_wait_for_a_mail_server_that_is_gone(
    database: psycopg.Connection, running: Running
) -> None:
    enrol(database, 3, zone_at(12))
    broadcast = scheduled(database, "email")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        gone = f"smtp://127.0.0.1:{taken.getsockname()[1]}?from=apo@example.org"
        async with running(EmailSender(smtp_server(gone), after_failure=0.2)):
            await until(lambda: tried(database) >= 3)
            assert state(database, broadcast) == "running"
    async with mailbox() as box, running(EmailSender(smtp_server(box.url), after_failure=0.2)):
        await until(lambda: state(database, broadcast) == "done")
    assert counts(database, broadcast) == {"sent": 3}
    assert set(recipients(box).values()) == {1}
    letter = box.letters[0]
    assert letter["Subject"] == "Олимпиада"
    assert letter["Message-ID"].startswith(f"<broadcast.{broadcast}.")
    assert "mailto:" in letter["List-Unsubscribe"]
    assert "Завтра в 10:00." in letter.get_content()
    assert "отписаться" in letter.get_content()


def tried(database: psycopg.Connection) -> int:
    row = database.execute("select sum(attempts) from deliveries").fetchone()
    assert row is not None
    return int(row[0] or 0)
