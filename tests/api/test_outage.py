"""While PostgreSQL is away the API says so, and goes on by itself when it is back."""

import asyncio

import pytest
from httpx import AsyncClient, Response

from serving.db import follow_bank as following
from tests.support.banks import Bank
from tests.support.cut_off import way_to
from tests.support.rest import Student, problem, registered, running, settings

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "RETRY_SECONDS", 0.05)


def assert_away(response: Response) -> None:
    assert problem(response) == (503, "database_unavailable")
    assert int(response.headers["Retry-After"]) >= 1


async def ready(http: AsyncClient) -> None:
    async with asyncio.timeout(60):
        while (await http.get("/readyz")).status_code != 200:  # noqa: ASYNC110 as a balancer does
            await asyncio.sleep(0.05)


async def test_an_outage_is_told_and_ends_without_a_restart(postgres_url: str, bank: Bank) -> None:
    bank.add()
    async with way_to(postgres_url) as way, running(settings(way.url)) as http:
        anna = await registered(http)
        session = await anna.start()
        serve = (await anna.next(session)).json()["serve_id"]
        way.cut()
        for _ in range(2):
            assert_away(await anna.next(session))
            assert_away(await anna.answer(serve, 1))
            assert_away(await http.post("/v1/auth/login", json={"email": "a@b.ru", "password": "x"}))
            assert_away(await http.get("/readyz"))
            assert (await http.get("/healthz")).json() == {"status": "alive"}
        way.mend()
        await ready(http)
        assert (await anna.next(session)).json()["serve_id"] == serve
        assert (await anna.answer(serve, 1)).json()["correct"]
        assert bank.value("select count(*) from answers") == 1


async def test_a_connection_lost_in_the_middle_of_a_request_is_an_outage(
    postgres_url: str, bank: Bank
) -> None:
    bank.add()
    async with way_to(postgres_url) as way, running(settings(way.url)) as http:
        anna = await registered(http)
        session = await anna.start()
        serve = (await anna.next(session)).json()["serve_id"]
        with bank.connection.transaction():
            bank.connection.execute("select from students for update")
            waiting = asyncio.create_task(anna.answer(serve, 1))
            await asyncio.sleep(0.3)
            way.cut()
            assert_away(await waiting)
        way.mend()
        await ready(http)
        assert (await anna.answer(serve, 1)).json()["total_points"] == 3


async def test_the_api_starts_before_postgresql_does(postgres_url: str, bank: Bank) -> None:
    bank.add()
    async with way_to(postgres_url) as way:
        way.cut()
        async with running(settings(way.url), ready=False) as http:
            assert_away(await http.get("/readyz"))
            assert problem(await http.get("/v1/subjects")) == (503, "database_unavailable")
            way.mend()
            await ready(http)
            assert (await http.get("/v1/subjects")).json()[0]["questions"] == 1


async def test_before_the_bank_is_read_a_draw_is_asked_to_wait(
    postgres_url: str, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("serving.di.follow_bank", never)
    async with running(settings(postgres_url), ready=False) as http:
        anna: Student = await registered(http)
        for response in (await anna.next(await anna.start()), await http.get("/readyz")):
            assert problem(response) == (503, "bank_not_loaded")
            assert response.headers["Retry-After"] == "1"
