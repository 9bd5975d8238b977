"""A contest over REST."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from httpx import AsyncClient

from tests.support.banks import Bank
from tests.support.contests import announced, answer_next, end, passes
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio


async def test_from_the_draft_to_the_review(
    boss: Student, http: AsyncClient, bank: Bank, postgres_url: str
) -> None:
    boris = await registered(http, email="boris@school.ru", name="Борис", surname="Петров")
    contest = await announced(boss)
    [listed] = (await boris.send("GET", "/contests")).json()["items"]
    assert (listed["state"], listed["questions"], listed["code_needed"]) == ("running", 4, False)
    assert problem(await boris.send("POST", f"{contest}/next")) == (409, "attempt_not_found")
    attempt = (await boris.send("POST", f"{contest}/join", {})).json()
    assert (attempt["number"], attempt["virtual"], attempt["ends_at"]) == (1, False, listed["ends_at"])
    for worth in (3, 5, 1, 7):
        assert (await answer_next(boris, contest))["points"] == worth
    assert problem(await boris.send("POST", f"{contest}/next")) == (409, "nothing_left")
    standings = (await boss.send("GET", f"{contest}/standings")).json()
    assert (standings["total"], standings["mine"]) == (1, None)
    assert [(row["place"], row["name"], row["points"]) for row in standings["rows"]] == [(1, "Борис П.", 16)]
    assert problem(await boris.send("GET", f"{contest}/review")) == (409, "contest_in_state")
    passes(bank, hours=1, seconds=3)
    await end(postgres_url)
    review = (await boris.send("GET", f"{contest}/review")).json()
    assert [each["earned"] for each in review] == [3, 5, 1, 7]
    assert all(each["correct"] for each in review)
    assert review[3]["key"] == ["Каспийское море", "Каспий"]
    history = (await boris.send("GET", "/me/history")).json()["items"]
    assert {(past["mode"], past["points"], past["reason"]) for past in history} == {("contest", 0, "contest")}
    assert len(history) == 4


def hours_away(hours: int) -> str:
    """The header Date of a client whose clock is wrong."""
    return format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)


async def test_a_late_answer_is_refused_with_the_moment_of_the_end_whatever_the_clock_of_the_client(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    boris = await registered(http, email="boris@school.ru")
    contest = await announced(boss, minutes=10)
    await boris.send("POST", f"{contest}/join", {})
    await boris.send("POST", f"{contest}/next")
    ahead = await boris.send("POST", f"{contest}/answer", {"place": 1, "answer": 1}, date=hours_away(3))
    assert ahead.status_code == 200
    await boris.send("POST", f"{contest}/next")
    passes(bank, minutes=10, seconds=3)
    body = {"place": 2, "answer": [1, 3]}
    late = await boris.send("POST", f"{contest}/answer", body, date=hours_away(-3))
    assert problem(late) == (409, "answer_late")
    left = datetime.now(UTC) - datetime.fromisoformat(late.json()["ended_at"])
    assert timedelta(seconds=3) <= left < timedelta(seconds=30)


async def test_students_who_begin_at_once_are_all_let_in(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    contest = await announced(boss, shuffled=True)
    students = [await registered(http, email=f"s{number}@school.ru") for number in range(8)]

    async def begin(student: Student) -> int:
        assert (await student.send("POST", f"{contest}/join", {})).status_code == 200
        return (await student.send("POST", f"{contest}/next")).status_code

    assert await asyncio.gather(*map(begin, students)) == [200] * 8


async def test_a_duel_from_its_code_to_the_table_of_the_group(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    boris = await registered(http, email="boris@school.ru", name="Борис", surname="Петров")
    vera = await registered(http, email="vera@school.ru")
    bank.notify()
    await boris.first(await boris.start())  # the process has seen the bank
    made = await boris.send("POST", "/duels", {"subject": "geography", "count": 4, "minutes": 5})
    assert made.status_code == 201
    duel = made.json()
    assert (duel["contest"]["kind"], duel["contest"]["questions"]) == ("duel", 4)
    found = (await boss.send("GET", f"/duels/{duel['code'].lower()}")).json()
    assert found["contest"]["id"] == duel["contest"]["id"]
    contest = f"/contests/{duel['contest']['id']}"
    assert problem(await boss.send("POST", f"{contest}/join", {})) == (403, "entrance_refused")
    for student in (boris, boss):
        joined = (await student.send("POST", f"{contest}/join", {"code": duel["code"]})).json()
        own = datetime.fromisoformat(joined["ends_at"]) - datetime.fromisoformat(joined["started_at"])
        assert own == timedelta(minutes=5)
    asked = [await answer_next(student, contest) for student in (boris, boss)]
    assert asked[0]["question"]["text"] == asked[1]["question"]["text"]
    assert (await boss.send("GET", f"{contest}/standings")).json()["total"] == 2
    for path in ("standings", "standings/live"):
        assert problem(await vera.send("GET", f"{contest}/{path}")) == (403, "entrance_refused")
    assert [len((await student.send("GET", "/duels")).json()["items"]) for student in (boss, vera)] == [1, 0]
    for _ in range(4):
        await boris.send("POST", "/duels", {"subject": "geography", "count": 1})
    too_many = await boris.send("POST", "/duels", {"subject": "geography", "count": 1})
    assert problem(too_many) == (409, "too_many_duels")
