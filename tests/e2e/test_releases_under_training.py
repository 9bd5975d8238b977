"""What students see of a release, a rollback and a copy while they train."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from httpx import AsyncClient
from psycopg import Connection

from pipelines.stores.postgres import postgres
from pipelines.stores.rollbacks import rollback
from tests.support.checked_questions import checked_question
from tests.support.releases import rows, submit
from tests.support.rest import Student, problem, registered, running, settings

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("cheap_passwords")]


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with postgres(postgres_url) as connection:
        submit(connection, checked_question("Первый", key=1, sources=("РЭ",)))
        yield connection


@pytest.fixture
async def http(bank: Connection, postgres_url: str, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with running(settings(postgres_url)) as client:
        yield client


@pytest.fixture
async def anna(http: AsyncClient) -> Student:
    return await registered(http, subject="economics")


async def until_there_are(http: AsyncClient, questions: int) -> None:
    """The API has followed the bank."""
    while [each["questions"] for each in (await http.get("/v1/subjects")).json()] != [questions]:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_an_answer_is_graded_by_the_version_that_was_served(anna: Student, bank: Connection) -> None:
    session = await anna.start(subject="economics")
    served = (await anna.next(session)).json()
    changed = submit(bank, checked_question("Первый", key=2), sha256="second")
    assert len(changed.diff.changed) == 1

    again = (await anna.next(session)).json()
    verdict = (await anna.answer(served["serve_id"], 1)).json()

    assert (served["question"]["version"], again["question"]["version"]) == (1, 1)
    assert (verdict["correct"], verdict["key"]) == (True, 1)
    assert rows(bank, "select version, statistical_version, correct from answers") == [(1, 1, True)]


async def test_a_rollback_lets_an_open_question_be_answered_and_serves_it_no_more(
    anna: Student, bank: Connection
) -> None:
    session = await anna.start(subject="economics")
    served = (await anna.next(session)).json()
    rollback(bank, 1, "boris")

    assert (await anna.next(session)).json()["serve_id"] == served["serve_id"]
    assert (await anna.answer(served["serve_id"], 1)).json()["correct"]

    await until_there_are(anna.http, 0)
    status, _ = problem(await anna.next(session))
    assert status == 409


async def test_an_answered_copy_is_answered(anna: Student, bank: Connection) -> None:
    session = await anna.start(subject="economics")
    await anna.answer((await anna.next(session)).json()["serve_id"], 1)
    submit(bank, checked_question("ПЕРВЫЙ", sources=("МЭ",)), checked_question("Второй"), sha256="second")
    await until_there_are(anna.http, 2)

    for source, text in (("РЭ", "Второй"), ("МЭ", None)):
        await anna.send("PUT", "/me/filters/economics", {"sources": [source], "unseen_only": True})
        response = await anna.next(await anna.start(subject="economics"))
        assert response.json().get("question", {}).get("text") == text
    assert problem(response) == (409, "pool_exhausted")
