"""The real process of the API, killed and cut off from PostgreSQL while a thousand answers come."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from pipelines.local.background import running
from pipelines.local.ports import free_port
from pipelines.local.postgres import open_cluster
from serving.db.upgrade import upgrade_schema
from tests.support.banks import Bank, released_bank
from tests.support.trainees import assert_nothing_lost, client, process, trainees, until_ready

pytestmark = pytest.mark.anyio

STUDENTS, EACH = 10, 100


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Bank]:
    with released_bank(postgres_url) as bank:
        bank.add_many(EACH)
        yield bank


async def test_a_killed_api_loses_no_acknowledged_answer_and_doubles_none(
    postgres_url: str, bank: Bank
) -> None:
    port = free_port()
    with ExitStack() as processes:
        api = processes.enter_context(process(postgres_url, port))
        async with client(port) as http:
            students = await trainees(http, STUDENTS)
            training = asyncio.gather(*(student.train(EACH) for student in students))
            while int(str(bank.value("select count(*) from answers"))) < 400:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            api.kill()
            api.wait()
            processes.enter_context(process(postgres_url, port))
            await training
    assert all(student.refused for student in students)
    assert_nothing_lost(bank, students)
    assert bank.value("select count(*) from answers") == STUDENTS * EACH


async def test_postgresql_restarted_under_load_is_an_outage_that_ends(tmp_path: Path) -> None:
    cluster, port, postgres_port = open_cluster(tmp_path / "postgres"), free_port(), free_port()
    url, logs = cluster.url(postgres_port), tmp_path / "logs"
    with ExitStack() as stack:
        postgres = ExitStack()
        postgres.enter_context(running([cluster.service(postgres_port)], logs, ()))
        stack.callback(postgres.close)
        upgrade_schema(url)
        with released_bank(url) as bank:
            bank.add_many(EACH)
        stack.enter_context(process(url, port))
        async with client(port) as http:
            students = await trainees(http, STUDENTS)
            training = asyncio.gather(*(student.train(EACH // 2) for student in students))
            await asyncio.sleep(1.5)
            await asyncio.to_thread(postgres.close)
            await asyncio.sleep(0.5)
            postgres.enter_context(running([cluster.service(postgres_port)], logs, ()))
            await until_ready(http)
            await training
            during = [len(student.refused) for student in students]
            await asyncio.gather(*(student.train(5) for student in students))
        assert all(set(student.refused) <= {"database_unavailable"} for student in students)
        assert [len(student.refused) for student in students] == during
        with psycopg.connect(url, autocommit=True) as connection:
            assert_nothing_lost(Bank(connection), students)
