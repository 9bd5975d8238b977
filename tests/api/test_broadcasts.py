"""A broadcast from its draft to the inbox, and all that is refused on the way."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from httpx import AsyncClient

from serving.core.identity import Origin
from serving.db.repositories.runs import SqlRuns
from serving.db.unit_of_work import create_engine
from tests.support.banks import Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

PLAN: dict[str, Any] = {
    "content": {
        "title": "Олимпиада",
        "text": "Завтра в 10:00.",
        "buttons": [{"text": "Сайт", "url": "https://apo.ru"}],
    },
    "channels": ["inbox"],
}
STEPS: tuple[tuple[str, str, object], ...] = (
    ("POST", "", PLAN),
    ("GET", "", None),
    ("GET", "/1", None),
    ("PUT", "/1", PLAN),
    ("POST", "/1/preview", None),
    ("GET", "/1/recipients", None),
    ("POST", "/1/confirm", {"students": 1}),
    ("POST", "/1/schedule", {}),
    ("POST", "/1/pause", None),
    ("POST", "/1/resume", None),
    ("POST", "/1/cancel", None),
    ("POST", "/1/resend-unknown", None),
)


@pytest.fixture
def boss(anna: Student, bank: Bank) -> Student:
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    return anna


async def once(postgres_url: str) -> None:
    """What the process that delivers does every half a second."""
    engine = create_engine(postgres_url)
    runs = SqlRuns(engine, Origin.REAL, lambda: datetime.now(UTC))
    await runs.start_due()
    await runs.put_into_inbox()
    await runs.finish()
    await engine.dispose()


async def inbox(student: Student) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await student.send("GET", "/me/inbox")).json()["items"]
    return items


async def test_from_the_draft_to_the_report(
    boss: Student, http: AsyncClient, bank: Bank, postgres_url: str
) -> None:
    boris = await registered(http, email="boris@school.ru")
    vera = await registered(http, email="vera@school.ru")
    assert (await vera.send("PUT", "/me/broadcasts", {"wanted": False})).json() == {"wanted": False}
    draft = (await boss.send("POST", "/admin/broadcasts", PLAN)).json()["id"]
    path = f"/admin/broadcasts/{draft}"
    assert (await boss.send("POST", f"{path}/preview")).status_code == 202
    await once(postgres_url)
    assert [len(await inbox(student)) for student in (boss, boris, vera)] == [1, 0, 0]
    reach = (await boss.send("GET", f"{path}/recipients")).json()
    assert reach == {"students": 2, "by_channel": {"inbox": 2}, "seconds": 1}
    assert problem(await boss.send("POST", f"{path}/schedule", {})) == (409, "not_confirmed")
    refused = await boss.send("POST", f"{path}/confirm", {"students": 3})
    assert problem(refused) == (409, "recipients_miscounted")
    assert refused.json()["students"] == 2
    assert (await boss.send("POST", f"{path}/confirm", {"students": 2})).status_code == 204
    assert (await boss.send("POST", f"{path}/schedule", {})).status_code == 200
    await asyncio.gather(once(postgres_url), once(postgres_url))
    await once(postgres_url)
    assert [len(await inbox(student)) for student in (boss, boris, vera)] == [2, 1, 0]
    message = (await inbox(boris))[0]
    assert (message["kind"], message["facts"]["text"]) == ("broadcast", "Завтра в 10:00.")
    report = (await boss.send("GET", path)).json()
    assert report["counts"] == {"inbox": {"sent": 2}}
    assert (report["broadcast"]["state"], report["broadcast"]["confirmed"]) == ("done", 2)
    listed = (await boss.send("GET", "/admin/broadcasts")).json()["items"]
    assert [broadcast["id"] for broadcast in listed] == [draft]
    done = bank.value("select array_agg(action order by id) from audit")
    assert done == ["draft_broadcast", "preview_broadcast", "confirm_broadcast", "schedule_broadcast"]


async def test_it_waits_for_its_time_and_can_be_cancelled_before(
    boss: Student, bank: Bank, postgres_url: str
) -> None:
    draft = (await boss.send("POST", "/admin/broadcasts", PLAN)).json()["id"]
    path = f"/admin/broadcasts/{draft}"
    await boss.send("POST", f"{path}/confirm", {"students": 1})
    later = await boss.send("POST", f"{path}/schedule", {"at": "2099-01-01T10:00:00+03:00"})
    assert datetime.fromisoformat(later.json()["at"]) == datetime(2099, 1, 1, 7, tzinfo=UTC)
    await once(postgres_url)
    assert bank.value("select state from broadcasts") == "scheduled"
    assert problem(await boss.send("POST", f"{path}/pause")) == (409, "broadcast_in_state")
    assert (await boss.send("POST", f"{path}/cancel")).status_code == 204
    assert problem(await boss.send("POST", f"{path}/schedule", {})) == (409, "broadcast_in_state")
    assert problem(await boss.send("PUT", path, PLAN)) == (409, "broadcast_in_state")


async def test_a_changed_draft_is_confirmed_again(boss: Student) -> None:
    draft = (await boss.send("POST", "/admin/broadcasts", PLAN)).json()["id"]
    path = f"/admin/broadcasts/{draft}"
    await boss.send("POST", f"{path}/confirm", {"students": 1})
    nobody = PLAN | {"audience": {"grades": ["1"]}}
    assert (await boss.send("PUT", path, nobody)).status_code == 204
    assert problem(await boss.send("POST", f"{path}/schedule", {})) == (409, "not_confirmed")
    assert problem(await boss.send("POST", f"{path}/confirm", {"students": 0})) == (409, "nobody_reached")


@pytest.mark.parametrize("role", [None, "department", "analyst"])
async def test_only_admins_send(anna: Student, bank: Bank, role: str | None) -> None:
    if role:
        bank.connection.execute("insert into roles values (%s, %s, '{geography}')", (anna.id, role))
    for method, path, body in STEPS:
        response = await anna.send(method, f"/admin/broadcasts{path}", body)
        assert problem(response) == (403, "role_missing"), path
    assert bank.value("select count(*) from broadcasts") == 0


async def test_what_telegram_would_not_take_is_refused_before(boss: Student) -> None:
    text = {"title": "Олимпиада", "text": "я" * 4097}
    picture = {"title": "Олимпиада", "text": "я" * 1025, "photo": "0" * 64}
    emoji = {"title": "Олимпиада", "text": "🙂" * 2049}
    button = {"title": "Олимпиада", "text": "я", "buttons": [{"text": "x", "url": "javascript:1"}]}
    for content in (text, picture, emoji, button, {"title": "x", "text": " "}):
        refused = await boss.send("POST", "/admin/broadcasts", PLAN | {"content": content})
        assert problem(refused) == (422, "invalid_request")
    assert problem(await boss.send("GET", "/admin/broadcasts/77")) == (404, "broadcast_not_found")
