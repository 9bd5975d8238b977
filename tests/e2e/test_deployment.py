"""The commands of docker-compose.yml in their order, with its environment, on the embedded stores."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from anyio.from_thread import start_blocking_portal

from pipelines.local.dagster_home import write_dagster_home
from pipelines.local.endpoints import Endpoints
from pipelines.local.ports import free_port
from tests.support.banks import released_bank
from tests.support.databases import database
from tests.support.fake_telegram import TOKEN, FakeTelegram
from tests.support.rehearsed import ROOT, Rehearsal
from tests.support.rest import Student, registered

BESIDE = 6
"""Students who answer at once, each to both processes of the API."""
PATIENCE = 300.0
"""Seconds until a refresher has imported dbt and built everything, on a machine that has other work too."""

REPOSITORY = """
{ repositoriesOrError { ... on RepositoryConnection { nodes {
    location { name } sensors { name sensorState { status } } assetNodes { id }
} } } }
"""


@pytest.fixture
def postgres(endpoints: Endpoints) -> Iterator[str]:
    """Empty: the migrations have everything to do."""
    with database(endpoints.postgres_url) as url:
        yield url


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def bot_api(telegram: FakeTelegram) -> Iterator[str]:
    """On a loop of its own: the rehearsal waits without one."""
    with start_blocking_portal() as loop, loop.wrap_async_context_manager(telegram.running()) as url:
        yield url


@pytest.fixture
def storage(endpoints: Endpoints) -> Iterator[str]:
    """Of Dagster, in a database of its own, as the compose file has it."""
    with database(endpoints.postgres_url) as url:
        yield url


@pytest.fixture
def rehearsal(
    postgres: str,
    storage: str,
    warehouse_url: str,
    bot_api: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Rehearsal:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "dagster"))
    write_dagster_home(tmp_path / "dagster")
    product, dagster, store = urlsplit(postgres), urlsplit(storage), urlsplit(warehouse_url)
    variables = {
        "POSTGRES_PASSWORD": str(product.password),
        "CLICKHOUSE_PASSWORD": str(store.password),
        "APO_SECRET_KEY": "a secret of thirty two characters",
        "APO_BOT_TOKEN": TOKEN,
        "APO_BOT_API_URL": bot_api,
    }
    here = {
        "postgres:5432/apo": f"{product.hostname}:{product.port}{product.path}",
        "postgres:5432/dagster": f"{dagster.hostname}:{dagster.port}{dagster.path}",
        "clickhouse:8123": f"{store.hostname}:{store.port}",
        "/var/lib/apo": str(tmp_path / "home"),
        "0.0.0.0": "127.0.0.1",
        "/app": str(ROOT),
        "8000": str(free_port()),
        "8001": str(free_port()),
    }
    return Rehearsal(variables, here)


def test_dagster_comes_up_around_the_code_server_and_finds_all_that_is_to_be_run(
    rehearsal: Rehearsal,
) -> None:
    here = {
        "code": "127.0.0.1",
        "3000": str(free_port()),
        "4000": str(free_port()),
    }
    services = Rehearsal(rehearsal.variables, {**rehearsal.here, **here})
    with services.running(["code"]), services.running(["dagster", "daemon"]):
        found = httpx.post(f"http://127.0.0.1:{here['3000']}/graphql", json={"query": REPOSITORY}, timeout=30)
    [repository] = found.json()["data"]["repositoriesOrError"]["nodes"]
    assert repository["location"]["name"] == "apo"
    sensors = {sensor["name"]: sensor["sensorState"]["status"] for sensor in repository["sensors"]}
    assert sensors.keys() >= {"dropped_banks", "new_answers_or_questions"}
    assert set(sensors.values()) == {"RUNNING"}
    assert len(repository["assetNodes"]) > 50


def another_api(first: Rehearsal) -> Rehearsal:
    return Rehearsal(first.variables, {**first.here, "8000": str(free_port())})


def test_services_come_up_in_their_order_two_processes_of_the_api_double_nothing_and_all_is_published(
    rehearsal: Rehearsal, postgres: str, telegram: FakeTelegram
) -> None:
    rehearsal.run_once("migrations")
    with released_bank(postgres) as bank:
        bank.add()
    other = another_api(rehearsal)
    with rehearsal.running(["api", "delivery", "portal", "bot", "refresher"]), other.running(["api"]):
        addresses = [f"http://127.0.0.1:{each.here['8000']}" for each in (rehearsal, other)]
        verdicts = asyncio.run(answered_at_both(addresses))
        wait_until_published(postgres, BESIDE)
    assert telegram.outcomes["getupdates:200"]
    assert [len(set(pair)) for pair in verdicts] == [1] * BESIDE
    with psycopg.connect(postgres) as connection:
        rows = connection.execute(
            "select count(*), count(distinct serve_id), (select sum(points) from standings) from answers"
        ).fetchall()
    assert rows == [(BESIDE, BESIDE, 3 * BESIDE)]


def wait_until_published(postgres: str, first_attempts: int) -> None:
    until = time.monotonic() + PATIENCE
    with psycopg.connect(postgres, autocommit=True) as connection:
        while connection.execute("select first_attempts from question_stats").fetchall() != [
            (first_attempts,)
        ]:
            assert time.monotonic() < until, "nothing is published"
            time.sleep(0.5)


async def answered_at_both(addresses: list[str]) -> list[list[str]]:
    """Each answers its only question, rightly, at both processes at the same time; what each was told."""
    async with (
        httpx.AsyncClient(base_url=addresses[0], timeout=30) as first,
        httpx.AsyncClient(base_url=addresses[1], timeout=30) as second,
    ):
        students = [await registered(first, email=f"student{number}@school.ru") for number in range(BESIDE)]
        return list(await asyncio.gather(*(_twice(student, second) for student in students)))


async def _twice(student: Student, second: httpx.AsyncClient) -> list[str]:
    elsewhere = Student(second, student.id, student.access, student.refresh)
    session = await student.start()
    serve = str((await elsewhere.first(session)).json()["serve_id"])
    answers = await asyncio.gather(student.answer(serve, 1), elsewhere.answer(serve, 1))
    assert [answer.status_code for answer in answers] == [200, 200]
    return [answer.text for answer in answers]
