import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import Connection

from pipelines.stores.postgres import PostgresError, postgres
from pipelines.stores.releases import Release, release
from pipelines.stores.submission import RowCounts, Submission
from tests.support.checked_questions import TITLES, checked_question

TABLES = (
    "subjects",
    "submissions",
    "releases",
    "questions",
    "question_versions",
    "question_sources",
    "webhook_events",
)
LAST_TABLE = "question_sources"


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def submit(postgres_url: str, *texts: str, key: int = 1) -> Release:
    questions = tuple(checked_question(text, key=key) for text in texts)
    counts = RowCounts(len(questions))
    sent = Submission(("bank.csv",), f"{texts}{key}", "[]", questions, "anna", counts)
    with postgres(postgres_url) as connection:
        return release(connection, sent, TITLES)


def on_last_statement(bank: Connection, action: str) -> None:
    """What PostgreSQL does when a release writes its last table."""
    bank.execute(
        f"create or replace function interfere() returns trigger language plpgsql as "
        f"$$ begin {action}; return null; end $$".encode()
    )
    bank.execute(
        f"create or replace trigger interfere after insert on {LAST_TABLE} "
        "execute function interfere()".encode()
    )


def state(bank: Connection) -> list[object]:
    return [bank.execute(f"select * from {table} order by 1, 2".encode()).fetchall() for table in TABLES]


def wait_for_sleep(bank: Connection) -> None:
    deadline = time.monotonic() + 10
    while not bank.execute("select from pg_stat_activity where wait_event = 'PgSleep'").fetchall():
        assert time.monotonic() < deadline, "no release reached its last statement"
        time.sleep(0.02)


def test_a_statement_that_fails_leaves_the_old_bank(bank: Connection, postgres_url: str) -> None:
    submit(postgres_url, "Первый")
    before = state(bank)
    on_last_statement(bank, "raise exception 'disk is full'")

    with pytest.raises(PostgresError, match=r"PostgreSQL at 127\.0\.0\.1:\d+ .* disk is full"):
        submit(postgres_url, "Первый", "Второй", key=2)

    assert state(bank) == before


def test_a_killed_process_leaves_the_old_bank(bank: Connection, postgres_url: str) -> None:
    submit(postgres_url, "Первый")
    before = state(bank)
    on_last_statement(bank, "perform pg_sleep(1)")
    loader = multiprocessing.get_context("spawn").Process(target=submit, args=(postgres_url, "Второй"))
    loader.start()
    wait_for_sleep(bank)

    assert loader.pid is not None
    os.kill(loader.pid, signal.SIGKILL)
    loader.join()

    assert loader.exitcode == -signal.SIGKILL
    on_last_statement(bank, "null")  # waits for what the killed process left on the server
    assert state(bank) == before


def test_two_releases_wait_for_each_other(bank: Connection, postgres_url: str) -> None:
    on_last_statement(bank, "perform pg_sleep(0.3)")
    with ThreadPoolExecutor() as loaders:
        first = loaders.submit(submit, postgres_url, "Первый", "Второй")
        wait_for_sleep(bank)
        second = loaders.submit(submit, postgres_url, "Второй", "Третий", key=2)

    assert (len(first.result().diff.new), len(second.result().diff.new)) == (2, 1)
    assert len(second.result().diff.changed) == 1
    assert bank.execute("select version, release_id from question_versions order by 2, 1").fetchall() == [
        (1, first.result().id),
        (1, first.result().id),
        (1, second.result().id),
        (2, second.result().id),
    ]


def test_2400_questions_are_released_well_within_a_second(postgres_url: str) -> None:
    started = time.process_time()
    made = submit(postgres_url, *(f"Вопрос {number}" for number in range(2400)))

    assert len(made.diff.new) == 2400
    assert time.process_time() - started < 1
