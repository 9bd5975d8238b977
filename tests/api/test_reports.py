"""Students report faulty questions; the department of the subject decides."""

import asyncio

import pytest
from httpx import AsyncClient

from serving.core.questions import QuestionId
from tests.support.banks import ONE, RIGHT, Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

FAULTY = {"reason": "wrong_key", "text": " Обь длиннее "}


@pytest.fixture
def bank(bank: Bank) -> Bank:
    bank.add()
    return bank


async def serve(student: Student) -> dict[str, str]:
    served: dict[str, str] = (await student.next(await student.start())).json()
    return served


async def test_a_question_is_reported_before_or_after_the_answer_once_a_version(
    anna: Student, http: AsyncClient, bank: Bank
) -> None:
    path = "/questions/1/reports"
    assert problem(await anna.send("POST", path, FAULTY)) == (404, "question_not_served")
    served = await serve(anna)
    assert (await anna.send("POST", path, FAULTY)).status_code == 201
    assert problem(await anna.send("POST", path, {"reason": "unclear"})) == (409, "reported_already")
    await anna.answer(served["serve_id"], RIGHT["one"])
    boris = await registered(http, email="boris@school.ru")
    answered = await serve(boris)
    await boris.answer(answered["serve_id"], RIGHT["one"])
    assert (await boris.send("POST", path, {"reason": "misprint"})).status_code == 201
    stored = "select array_agg(concat_ws('|', serve_id, version, reason, text) order by id) from reports"
    assert bank.value(stored) == [
        f"{served['serve_id']}|1|wrong_key|Обь длиннее",
        f"{answered['serve_id']}|1|misprint",
    ]
    bank.change(QuestionId(1), ONE, version=2, statistical_version=2)
    bank.connection.execute("truncate answers cascade")
    await serve(anna)
    assert (await anna.send("POST", path, FAULTY)).status_code == 201


async def test_a_report_without_a_known_reason_is_refused(anna: Student) -> None:
    for body in ({}, {"reason": "boring"}, {"reason": "other", "text": "x" * 2001}):
        assert problem(await anna.send("POST", "/questions/1/reports", body)) == (422, "invalid_request")
    assert problem(await anna.send("POST", "/questions/0/reports", FAULTY)) == (422, "invalid_request")


async def test_three_reporters_propose_quarantine_and_the_department_decides(
    anna: Student, http: AsyncClient, bank: Bank
) -> None:
    bank.connection.execute("insert into subjects values ('history', 'История')")
    reporters = [anna] + [await registered(http, email=f"student{n}@school.ru") for n in range(2)]
    dean = await registered(http, email="dean@school.ru")
    assert problem(await dean.send("GET", "/admin/reports")) == (403, "role_missing")
    bank.connection.execute("insert into roles values (%s, 'department', '{history}')", (dean.id,))
    for reporter in reporters:
        await serve(reporter)
        await reporter.send("POST", "/questions/1/reports", FAULTY)
    decision = {"decision": "quarantine"}
    assert (await dean.send("GET", "/admin/reports")).json()["items"] == []
    assert problem(await dean.send("POST", "/admin/reports/1", decision)) == (404, "complaint_not_found")
    bank.connection.execute("update roles set subjects = '{geography}'")
    (complaint,) = (await dean.send("GET", "/admin/reports")).json()["items"]
    assert complaint["proposes_quarantine"]
    assert complaint["text"] == ONE.text
    assert [report["answer"] for report in complaint["reports"]] == [None] * 3
    assert (await dean.send("POST", "/admin/reports/1", decision)).status_code == 204
    assert bank.value("select status from questions") == "quarantined"
    assert (await dean.send("GET", "/admin/reports")).json()["items"] == []
    assert problem(await dean.send("POST", "/admin/reports/1", decision)) == (404, "complaint_not_found")
    async with asyncio.timeout(60):
        while (await http.get("/v1/subjects/geography")).json()["questions"]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_question_that_is_kept_stays(anna: Student, bank: Bank) -> None:
    await serve(anna)
    await anna.send("POST", "/questions/1/reports", FAULTY)
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    (complaint,) = (await anna.send("GET", "/admin/reports")).json()["items"]
    assert not complaint["proposes_quarantine"]
    assert (await anna.send("POST", "/admin/reports/1", {"decision": "keep"})).status_code == 204
    assert bank.value("select concat(status, decision) from questions, reports") == "livekeep"
