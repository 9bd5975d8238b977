"""Contests as those see them over REST who make them."""

import pytest
from httpx import AsyncClient

from tests.support.banks import EVERY_KIND, WRONG, Bank
from tests.support.contests import ANSWERS, announced, passes, plan
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio


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


async def test_a_department_sees_drafts_of_its_own_subjects_only(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    bank.connection.execute("insert into subjects values ('law', 'Право')")
    own, foreign, analyst = [await registered(http, email=f"{name}@school.ru") for name in ("own", "b", "c")]
    granted = (
        (own, "department", "{geography}"),
        (foreign, "department", "{law}"),
        (analyst, "analyst", "{}"),
    )
    for student, role, subjects in granted:
        bank.connection.execute("insert into roles values (%s, %s, %s)", (student.id, role, subjects))
    await boss.send("POST", "/admin/contests", plan())
    await boss.send("POST", "/admin/contests", plan(subject="law"))

    async def listed(student: Student) -> list[tuple[int, str]]:
        items = (await student.send("GET", "/contests")).json()["items"]
        return [(item["id"], item["state"]) for item in items]

    assert await listed(boss) == [(2, "draft"), (1, "draft")]
    assert (await listed(own), await listed(foreign)) == ([(1, "draft")], [(2, "draft")])
    assert await listed(analyst) == []
    await boss.send("POST", "/admin/contests/1/announce")
    assert await listed(foreign) == [(2, "draft"), (1, "running")]
    assert await listed(analyst) == [(1, "running")]


async def test_a_draft_is_changed_and_a_contest_finished_by_those_who_may(
    boss: Student, http: AsyncClient, bank: Bank
) -> None:
    bank.connection.execute("insert into subjects values ('law', 'Право')")
    own, foreign = [await registered(http, email=f"{name}@school.ru") for name in ("own", "foreign")]
    for student, subject in ((own, "geography"), (foreign, "law")):
        grant = "insert into roles values (%s, 'department', array[%s])"
        bank.connection.execute(grant, (student.id, subject))
    await boss.send("POST", "/admin/contests", plan())
    changed = plan(attempts=3, title="Кубок гор")
    assert problem(await foreign.send("PUT", "/admin/contests/1", changed)) == (403, "role_missing")
    stolen = await own.send("PUT", "/admin/contests/1", plan(subject="law"))
    assert problem(stolen) == (403, "role_missing")
    assert (await own.send("PUT", "/admin/contests/1", changed)).status_code == 204
    assert (await own.send("GET", "/admin/contests/1")).json()["plan"]["attempts"] == 3
    assert problem(await own.send("POST", "/admin/contests/1/finish")) == (409, "contest_in_state")
    await own.send("POST", "/admin/contests/1/announce")
    assert problem(await own.send("PUT", "/admin/contests/1", changed)) == (409, "contest_in_state")
    assert problem(await foreign.send("POST", "/admin/contests/1/finish")) == (403, "role_missing")
    assert (await own.send("POST", "/admin/contests/1/finish")).status_code == 204
    shown = (await foreign.send("GET", "/contests/1")).json()
    assert (shown["state"], shown["freezes_at"]) == ("finished", shown["ends_at"])
    recorded = "select array_agg(action || ' ' || student_id order by id) from audit where student_id = %s"
    assert bank.connection.execute(recorded, (own.id,)).fetchone() == (
        [f"{action}_contest {own.id}" for action in ("change", "announce", "finish")],
    )
    titles = "select (before #>> '{plan,title}', after #>> '{plan,title}')::text from audit where action = %s"
    assert bank.connection.execute(titles, ("change_contest",)).fetchone() == ('("Кубок рек","Кубок гор")',)
