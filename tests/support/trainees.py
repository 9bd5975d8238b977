"""Students at a real process of the API who answer whatever happens, and remember what was acknowledged."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import httpx

from pipelines.local.ports import LOOPBACK
from tests.support.banks import Bank
from tests.support.forked import Forked, forked
from tests.support.rest import ANNA, SECRET

PATIENCE = 60
"""Seconds until a process is ready on a busy machine."""


@contextmanager
def process(postgres_url: str, port: int) -> Iterator[Forked]:
    """It is killed at the end."""
    environment = {
        "APO_POSTGRES_URL": postgres_url,
        "APO_SECRET_KEY": SECRET,
        "APO_STUDENT_REQUESTS_PER_MINUTE": "0",
        "APO_ADDRESS_REQUESTS_PER_MINUTE": "0",
    }
    with forked(["serving.api", f"--port={port}"], environment) as started:
        yield started


@asynccontextmanager
async def client(port: int) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{port}/v1", timeout=30) as http:
        await until_ready(http)
        yield http


async def until_ready(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await ready(http):  # noqa: ASYNC110 as a balancer does
            await asyncio.sleep(0.1)


async def ready(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get(f"http://{http.base_url.netloc.decode()}/readyz")).status_code == 200
    except httpx.TransportError:
        return False


@dataclass
class Trainee:
    """`acknowledged`: the serves whose verdict was received; `refused`: the codes of refusals on the way."""

    http: httpx.AsyncClient
    headers: dict[str, str]
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    async def post(self, path: str, body: object = None) -> dict[str, str]:
        """Repeats the request until it succeeds, as a client without a memory does."""
        while True:
            try:
                response = await self.http.post(path, json=body, headers=self.headers)
            except httpx.TransportError as error:
                self.refused.append(type(error).__name__)
            else:
                answer: dict[str, str] = response.json()
                if response.is_success:
                    return answer
                assert response.status_code == 503, response.text
                self.refused.append(answer["code"])
            await asyncio.sleep(0.05)

    async def train(self, answers: int) -> None:
        session = (await self.post("/sessions", {"subject": "geography"}))["session_id"]
        for _ in range(answers):
            serve = (await self.post(f"/sessions/{session}/next"))["serve_id"]
            await self.post(f"/serves/{serve}/answer", {"answer": 1})
            self.acknowledged.append(serve)


async def trainees(http: httpx.AsyncClient, count: int) -> list[Trainee]:
    found = []
    for number in range(count):
        form = ANNA | {"email": f"s{number}@school.ru"}
        tokens = (await http.post("/auth/register", json=form)).raise_for_status().json()
        found.append(Trainee(http, {"Authorization": f"Bearer {tokens['access_token']}"}))
    return found


def assert_nothing_lost(bank: Bank, students: list[Trainee]) -> None:
    """Every acknowledged answer is there once, and points follow from the answers."""
    stored = bank.connection.execute("select serve_id::text from answers").fetchall()
    acknowledged = [serve for student in students for serve in student.acknowledged]
    assert sorted(row[0] for row in stored) == sorted(acknowledged)
    summed = "select (sum(answered), sum(points), sum(season_points))::text from standings"
    assert bank.value(summed) == bank.value(
        "select (count(*)::numeric, sum(points)::numeric, sum(points))::text from answers"
    )
