"""A contest over REST, and that nothing tells a key or a point too early."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from httpx import AsyncClient

from serving.api import live_standings
from serving.db.repositories.contest_ends import SqlContestEnds
from serving.db.unit_of_work import create_engine
from tests.support.banks import EVERY_KIND, RIGHT, WRONG, Bank
from tests.support.endpoints import endpoints
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

EARLIER = """
update contests set starts_at = starts_at - %(by)s, freezes_at = freezes_at - %(by)s,
    ends_at = ends_at - %(by)s, plan = plan || jsonb_build_object(
        'starts_at', (plan ->> 'starts_at')::timestamptz - %(by)s,
        'ends_at', (plan ->> 'ends_at')::timestamptz - %(by)s
    )
"""
ATTEMPTS_EARLIER = """
update contest_attempts
set started_at = started_at - %(by)s, ends_at = ends_at - %(by)s, counts_from = counts_from - %(by)s,
    gained_at = gained_at - %(by)s, frozen_gained_at = frozen_gained_at - %(by)s
"""
KEYS = ("Каспийское море", "3530 км", "Обь в Азии", "Впадает")
ANSWERS = {kind: list(right) if isinstance(right, tuple) else right for kind, right in RIGHT.items()}


def plan(**changes: object) -> dict[str, Any]:
    """All four questions, which have begun, for an hour; the table freezes after half of it."""
    now = datetime.now(UTC)
    return {
        "title": "Кубок рек",
        "subject": "geography",
        "questions": {"by": "list", "questions": [1, 2, 3, 4]},
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=1)).isoformat(),
        "freeze_minutes": 30,
    } | changes


def passes(bank: Bank, **parts: float) -> None:
    """As if so much time had gone by."""
    for statement in (EARLIER, ATTEMPTS_EARLIER):
        bank.connection.execute(statement, {"by": timedelta(**parts)})


@pytest.fixture
async def boss(anna: Student, bank: Bank) -> Student:
    for question in EVERY_KIND:
        bank.add(question)
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    return anna


async def announced(boss: Student, **changes: object) -> str:
    drafted = await boss.send("POST", "/admin/contests", plan(**changes))
    assert drafted.status_code == 201, drafted.text
    number = drafted.json()["id"]
    assert (await boss.send("POST", f"/admin/contests/{number}/announce")).json() == {"questions": 4}
    return f"/contests/{number}"


async def answer_next(student: Student, contest: str, *, right: bool = True) -> dict[str, Any]:
    asked = (await student.send("POST", f"{contest}/next")).json()
    answer = ANSWERS[asked["question"]["kind"]] if right else False
    body = {"place": asked["place"], "answer": answer}
    taken = await student.send("POST", f"{contest}/answer", body)
    assert taken.json() == {"place": asked["place"]}
    return dict(asked)


async def end(postgres_url: str) -> None:
    """What the process that delivers does every half a second."""
    engine = create_engine(postgres_url)
    await SqlContestEnds(engine, lambda: datetime.now(UTC)).collect()
    await engine.dispose()


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


async def test_a_department_reads_afterwards_how_the_questions_worked_and_who_solved_what(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    boris, vera = [await registered(http, email=f"{name}@school.ru") for name in ("boris", "vera")]
    own, foreign = [await registered(http, email=f"{name}@school.ru") for name in ("own", "foreign")]
    for student, subject in ((own, "geography"), (foreign, "law")):
        grant = "insert into roles values (%s, 'department', array[%s])"
        bank.connection.execute(grant, (student.id, subject))
    contest = await announced(boss)
    for student, right in ((boris, True), (vera, False)):
        await student.send("POST", f"{contest}/join", {})
        for _ in EVERY_KIND:
            asked = (await student.send("POST", f"{contest}/next")).json()
            answer = (ANSWERS if right else WRONG)[asked["question"]["kind"]]
            await student.send("POST", f"{contest}/answer", {"place": asked["place"], "answer": answer})
    wanted = {"name": "contest-answers", "filters": {"contest": 1}}
    for path in ("report", "marks"):
        assert problem(await own.send("GET", f"/admin{contest}/{path}")) == (409, "contest_in_state")
    assert problem(await own.send("POST", "/admin/exports", wanted)) == (409, "contest_in_state")
    passes(bank, hours=1, seconds=3)
    report = (await own.send("GET", f"/admin{contest}/report")).json()
    assert [round(each["facility"], 3) for each in report["questions"]] == [0.5] * 4
    assert [round(each["discrimination_index"], 3) for each in report["questions"]] == [100] * 4
    assert (report["totals"]["n"], report["totals"]["mean"]) == (2, 8)
    page = (await own.send("GET", f"/admin{contest}/marks?limit=1")).json()
    assert page["items"] == [{"student_id": boris.id, "marks": [3, 5, 1, 7]}]
    rest = (await own.send("GET", f"/admin{contest}/marks?cursor={page['next_cursor']}")).json()
    assert rest == {"items": [{"student_id": vera.id, "marks": [0, 0, 0, 0]}], "next_cursor": None}
    assert (await own.send("POST", "/admin/exports", wanted)).status_code == 202
    for path in ("report", "marks"):
        assert problem(await foreign.send("GET", f"/admin{contest}/{path}")) == (403, "role_missing")
    assert problem(await foreign.send("POST", "/admin/exports", wanted)) == (403, "role_missing")


async def test_departments_make_contests_of_their_subjects_and_students_none(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    boris = await registered(http, email="boris@school.ru")
    vera = await registered(http, email="vera@school.ru")
    bank.connection.execute("insert into subjects values ('law', 'Право')")
    bank.connection.execute("insert into roles values (%s, 'department', '{geography}')", (boris.id,))
    assert (await boris.send("POST", "/admin/contests", plan())).json() == {"id": 1}
    foreign = await boris.send("POST", "/admin/contests", plan(subject="law"))
    assert problem(foreign) == (403, "role_missing")
    assert problem(await vera.send("POST", "/admin/contests", plan())) == (403, "role_missing")
    assert problem(await vera.send("GET", "/contests/1")) == (404, "contest_not_found")
    assert (await vera.send("GET", "/contests")).json()["items"] == []
    assert (await boris.send("GET", "/admin/contests/1")).json()["state"] == "draft"
    assert problem(await vera.send("GET", "/admin/contests/1")) == (403, "role_missing")
    unfit = plan(questions={"by": "list", "questions": [1, 99]})
    await boris.send("POST", "/admin/contests", unfit)
    refused = await boris.send("POST", "/admin/contests/2/announce")
    assert (problem(refused), refused.json()["questions"]) == ((409, "questions_unfit"), [99])
    assert (await boris.send("POST", "/admin/contests/1/cancel")).status_code == 204
    assert problem(await boris.send("POST", "/admin/contests/1/announce")) == (409, "contest_in_state")
