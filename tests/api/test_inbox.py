"""A student reads what he was told, and nobody else does."""

from datetime import UTC, datetime

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import create_async_engine

from serving.core.identity import StudentId
from serving.core.inbox.messages import MessageKind
from serving.db.repositories.inbox import SqlInbox
from serving.db.urls import sqlalchemy_url
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def told(postgres_url: str, *students: Student, texts: list[str]) -> None:
    engine = create_async_engine(sqlalchemy_url(postgres_url))
    async with engine.begin() as connection:
        for text in texts:
            ids = [StudentId(student.id) for student in students]
            await SqlInbox(connection).put(ids, MessageKind.BROADCAST, {"text": text}, NOW)
    await engine.dispose()


async def texts(student: Student, query: str = "") -> list[str]:
    page = (await student.send("GET", f"/me/inbox{query}")).json()
    return [message["facts"]["text"] for message in page["items"]]


async def test_messages_are_paged_from_the_newest_and_read_once(anna: Student, postgres_url: str) -> None:
    await told(postgres_url, anna, texts=["первое", "второе", "<b>третье</b>"])
    page = (await anna.send("GET", "/me/inbox?limit=2")).json()
    assert [message["facts"]["text"] for message in page["items"]] == ["<b>третье</b>", "второе"]
    assert await texts(anna, f"?limit=2&cursor={page['next_cursor']}") == ["первое"]
    newest = page["items"][0]
    for _ in range(2):
        assert (await anna.send("POST", f"/me/inbox/{newest['id']}/read")).status_code == 204
    assert await texts(anna, "?unread=true") == ["второе", "первое"]
    assert len(await texts(anna)) == 3


async def test_messages_of_another_student_do_not_exist(
    http: AsyncClient, anna: Student, postgres_url: str
) -> None:
    boris = await registered(http, email="boris@school.ru")
    await told(postgres_url, anna, texts=["только Анне"])
    message = (await anna.send("GET", "/me/inbox")).json()["items"][0]
    assert await texts(boris) == []
    refused = await boris.send("POST", f"/me/inbox/{message['id']}/read")
    assert problem(refused) == (404, "message_not_found")
    assert await texts(anna, "?unread=true") == ["только Анне"]
