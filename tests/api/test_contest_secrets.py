"""Nothing tells a key or a point of a contest too early."""

import asyncio
import json

import pytest
from httpx import AsyncClient

from serving.api import live_standings
from tests.support.banks import EVERY_KIND, Bank
from tests.support.contests import ANSWERS, announced, answer_next, end, passes
from tests.support.endpoints import endpoints
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio
KEYS = ("Каспийское море", "3530 км", "Обь в Азии", "Впадает")


async def surfaces(student: Student) -> dict[str, str]:
    """Everything that can be looked at."""
    found = {}
    for endpoint in endpoints():
        if endpoint.method == "GET" and endpoint.name != "follow_standings":
            path = endpoint.path.removeprefix("/v1").replace("/contests/7", "/contests/1")
            found[endpoint.name] = (await student.send("GET", path)).text
    return found


async def test_nothing_changes_for_anybody_while_the_table_is_frozen(
    boss: Student, http: AsyncClient, bank: Bank, postgres_url: str
) -> None:
    boris = await registered(http, email="boris@school.ru")
    vera = await registered(http, email="vera@school.ru")
    contest = await announced(boss)
    for student in (boris, vera):
        await student.send("POST", f"{contest}/join", {})
    await answer_next(vera, contest)
    passes(bank, minutes=30)
    frozen = [await surfaces(student) for student in (boris, boss)]
    assert '"points":3' in frozen[0]["get_standings"]
    await answer_next(boris, contest)
    await answer_next(boris, contest)
    assert [await surfaces(student) for student in (boris, boss)] == frozen
    passes(bank, minutes=31)
    await end(postgres_url)
    assert (await boris.send("GET", f"{contest}/standings")).text == frozen[0]["get_standings"]
    assert (await boss.send("POST", f"/admin{contest}/results")).status_code == 204
    rows = (await boris.send("GET", f"{contest}/standings")).json()["rows"]
    assert [row["points"] for row in rows] == [8, 3]


async def test_no_key_leaves_before_the_end(boss: Student, http: AsyncClient, bank: Bank) -> None:
    boris = await registered(http, email="boris@school.ru")
    contest = await announced(boss)
    told = [await boris.send("POST", f"{contest}/join", {})]
    for _ in EVERY_KIND:
        told.append(await boris.send("POST", f"{contest}/next"))
        asked = told[-1].json()
        body = {"place": asked["place"], "answer": ANSWERS[asked["question"]["kind"]]}
        told.append(await boris.send("POST", f"{contest}/answer", body))
    texts = [response.text for response in told] + list((await surfaces(boris)).values())
    for text in texts:
        assert not any(key in text for key in KEYS)
        assert not any(f'"{name}":' in text for name in ("correct_option", "explanation"))


async def test_who_follows_the_table_is_told_what_changes_and_nothing_after_the_freeze(
    boss: Student, http: AsyncClient, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_standings, "EVERY", 0.05)
    monkeypatch.setattr(live_standings, "LASTS", 1.5)
    boris = await registered(http, email="boris@school.ru")
    contest = await announced(boss)
    await boris.send("POST", f"{contest}/join", {})

    async def play() -> None:
        await asyncio.sleep(0.3)
        await answer_next(boris, contest)
        await asyncio.sleep(0.3)
        passes(bank, minutes=31)
        await asyncio.sleep(0.3)
        await answer_next(boris, contest)

    followed, _ = await asyncio.gather(boss.send("GET", f"{contest}/standings/live"), play())
    assert followed.headers["Content-Type"].startswith("text/event-stream")
    told = [json.loads(line[5:]) for line in followed.text.splitlines() if line.startswith("data:")]
    assert [(each["state"], each["rows"][0]["points"]) for each in told] == [
        ("running", 0),
        ("running", 3),
        ("frozen", 3),
    ]
    assert problem(await boris.send("GET", "/contests/99/standings/live")) == (404, "contest_not_found")
