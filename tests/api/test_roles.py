"""Roles are granted by admins alone, and who did it stays known."""

import pytest
from httpx import AsyncClient

from tests.support.banks import Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

DEPARTMENT = {"role": "department", "subjects": ["geography"]}


async def test_an_admin_grants_a_role_and_takes_it_away_and_both_are_in_the_audit(
    anna: Student, http: AsyncClient, bank: Bank
) -> None:
    boris = await registered(http, email="boris@school.ru")
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    path = f"/admin/students/{boris.id}/role"
    assert (await anna.send("PUT", path, DEPARTMENT)).status_code == 204
    assert (await boris.send("GET", "/admin/reports")).json()["items"] == []
    assert (await anna.send("PUT", path, {"role": "student"})).status_code == 204
    assert problem(await boris.send("GET", "/admin/reports")) == (403, "role_missing")
    found = (await anna.send("GET", f"/admin/audit?what=student:{boris.id}")).json()["items"]
    nothing = {"role": "student", "subjects": []}
    assert [(entry["before"], entry["after"]) for entry in found] == [
        (DEPARTMENT, nothing),
        (nothing, DEPARTMENT),
    ]
    assert {(entry["student_id"], entry["platform"], entry["action"]) for entry in found} == {
        (anna.id, "rest", "grant_role")
    }


@pytest.mark.parametrize("role", [None, "department", "analyst"])
async def test_nobody_but_an_admin_grants_or_reads_the_audit(
    anna: Student, bank: Bank, role: str | None
) -> None:
    if role:
        bank.connection.execute("insert into roles values (%s, %s, '{geography}')", (anna.id, role))
    for method, path in (("PUT", f"/admin/students/{anna.id}/role"), ("GET", "/admin/audit")):
        assert problem(await anna.send(method, path, {"role": "admin"})) == (403, "role_missing")
    assert bank.value("select count(*) from audit") == 0


async def test_what_cannot_be_granted_is_refused(anna: Student, bank: Bank) -> None:
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    refused: list[tuple[int, object, tuple[int, str]]] = [
        (anna.id, {"role": "department"}, (422, "grant_malformed")),
        (anna.id, {"role": "analyst", "subjects": ["geography"]}, (422, "grant_malformed")),
        (anna.id, {"role": "department", "subjects": ["astrology"]}, (404, "subject_unknown")),
        (anna.id + 99, {"role": "analyst"}, (404, "account_not_found")),
        (anna.id, {"role": "king"}, (422, "invalid_request")),
    ]
    for student, body, refusal in refused:
        assert problem(await anna.send("PUT", f"/admin/students/{student}/role", body)) == refusal
    assert bank.value("select role from roles") == "admin"


async def test_a_decision_of_a_department_is_in_the_audit(anna: Student, bank: Bank) -> None:
    bank.add()
    bank.notify()
    served = (await anna.first(await anna.start())).json()
    question = served["question"]["id"]
    await anna.send("POST", f"/questions/{question}/reports", {"reason": "unclear"})
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    await anna.send("POST", f"/admin/reports/{question}", {"decision": "keep"})
    stored = bank.value("select concat_ws(' ', student_id, action, what, after ->> 'decision') from audit")
    assert stored == f"{anna.id} decide_complaint question:{question} keep"
