"""The REST API in this process, over a real database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response

from serving.api.app import create_app
from serving.settings import Settings
from tests.support.described import conforms, description

SECRET = "a secret of thirty two characters"
Json = dict[str, object]
Hook = Callable[[Response], Awaitable[None]]

ANNA: Json = {
    "email": "anna@school.ru",
    "password": "long enough",
    "surname": "Иванова",
    "name": "Анна",
    "grade": 9,
    "school": "Лицей 1",
    "region": "Томская область",
    "subject": "geography",
    "consent": True,
}


def settings(
    postgres_url: str, *, simulated_students: bool = False, per_minute: int = 0, **others: object
) -> Settings:
    """`per_minute`: requests of a student and of an address; 0 = as many as a test likes."""
    return Settings.model_validate(
        {
            "postgres_url": postgres_url,
            "secret_key": SECRET,
            "simulated_students": simulated_students,
            "student_requests_per_minute": per_minute,
            "address_requests_per_minute": per_minute,
        }
        | others
    )


@asynccontextmanager
async def running(settings: Settings, *, ready: bool = True) -> AsyncIterator[AsyncClient]:
    """Every response is held against the description of the API.

    That is made first: it takes seconds, and connections that wait in the loop meanwhile would be given up,
    which their server hears of a minute later and lets no database be dropped until then.
    """
    description()
    app = create_app(settings)
    async with app.router.lifespan_context(app), client(app, hooks=[conforms]) as http:
        while ready and (await http.get("/readyz")).status_code != 200:  # noqa: ASYNC110 as a balancer does
            await asyncio.sleep(0.01)
        yield http


def client(app: FastAPI, *, raise_app_exceptions: bool = True, hooks: Sequence[Hook] = ()) -> AsyncClient:
    """`hooks` see every response."""
    transport = ASGITransport(app, raise_app_exceptions=raise_app_exceptions)
    return AsyncClient(transport=transport, base_url="http://api", event_hooks={"response": list(hooks)})


@dataclass(frozen=True, slots=True)
class Student:
    """A registered student at the API."""

    http: AsyncClient
    id: int
    access: str
    refresh: str

    async def send(self, method: str, path: str, body: object = None, **headers: str) -> Response:
        """`idempotency_key="1"` is the header Idempotency-Key."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Authorization"] = f"Bearer {self.access}"
        return await self.http.request(method, f"/v1{path}", json=body, headers=named)

    async def start(self, **body: object) -> str:
        response = await self.send("POST", "/sessions", {"subject": "geography"} | body)
        assert response.status_code == 201, response.text
        return str(response.json()["session_id"])

    async def next(self, session: str) -> Response:
        return await self.send("POST", f"/sessions/{session}/next")

    async def first(self, session: str) -> Response:
        """Once the process has seen the bank."""
        async with asyncio.timeout(60):
            while (served := await self.next(session)).status_code != 200:  # noqa: ASYNC110 as a student does
                await asyncio.sleep(0.02)
        return served

    async def answer(self, serve: str, answer: object) -> Response:
        return await self.send("POST", f"/serves/{serve}/answer", {"answer": answer})


async def registered(http: AsyncClient, **changes: object) -> Student:
    response = await http.post("/v1/auth/register", json=ANNA | changes)
    assert response.status_code == 201, response.text
    tokens = response.json()
    return Student(http, tokens["student_id"], tokens["access_token"], tokens["refresh_token"])


def problem(response: Response) -> tuple[int, str]:
    """The status and the code of a refusal, which is a problem document whatever it is about."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["detail"]
    return response.status_code, body["code"]
