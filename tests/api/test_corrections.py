"""From a report to the thanks: evidence, what a fix would do, the fix, answers judged again, those told."""

import asyncio

import pytest
from httpx import AsyncClient

from serving.core.questions import QuestionId
from tests.support.banks import ONE, Bank
from tests.support.rest import Json, Student, problem, registered

pytestmark = pytest.mark.anyio

VOLGA, OB = 1, 2
STORED = """
select jsonb_build_array(
    (select jsonb_agg(to_jsonb(answers) order by id) from answers),
    (select jsonb_agg(to_jsonb(standings) order by student_id) from standings),
    (select jsonb_agg(to_jsonb(daily_points) order by student_id) from daily_points),
    (select jsonb_agg(to_jsonb(questions)) from questions), (select count(*) from question_versions),
    (select count(*) from releases), (select count(*) from inbox_messages),
    (select jsonb_agg(to_jsonb(reports)) from reports), (select jsonb_agg(to_jsonb(serves)) from serves)
)::text
"""


@pytest.fixture
def bank(bank: Bank) -> Bank:
    """One question, with the key that is wrong."""
    bank.add(ONE.model_copy(update={"key": VOLGA}))
    return bank


@pytest.fixture
async def dean(http: AsyncClient, bank: Bank) -> Student:
    dean = await registered(http, email="dean@school.ru")
    bank.connection.execute("insert into roles values (%s, 'department', '{geography}')", (dean.id,))
    return dean


async def answered(http: AsyncClient, name: str, answer: int, **session: object) -> Student:
    student = await registered(http, email=f"{name}@school.ru")
    served = (await student.next(await student.start(**session))).json()
    assert (await student.answer(served["serve_id"], answer)).status_code == 200
    return student


async def board(student: Student) -> tuple[int, int]:
    mine = (await student.send("GET", "/leaderboards/geography?window=7d")).json()["mine"]
    return mine["points"], mine["place"]


async def told(student: Student) -> list[tuple[str, Json]]:
    page = (await student.send("GET", "/me/inbox")).json()
    return [(message["kind"], message["facts"]) for message in reversed(page["items"])]


async def test_a_report_leads_to_a_fix_and_to_thanks(http: AsyncClient, bank: Bank, dean: Student) -> None:
    anna = await answered(http, "anna", OB)
    boris = await answered(http, "boris", VOLGA)
    vera = await answered(http, "vera", OB, mode="training")
    gleb = await registered(http, email="gleb@school.ru")
    open_serve = (await gleb.next(await gleb.start())).json()["serve_id"]
    assert [await board(each) for each in (anna, boris)] == [(0, 2), (3, 1)]

    report = {"reason": "wrong_key", "text": "Обь длиннее"}
    assert (await anna.send("POST", "/questions/1/reports", report)).status_code == 201
    [complaint] = (await dean.send("GET", "/admin/reports")).json()["items"]
    [evidence] = complaint["reports"]
    serve = bank.value(f"select id from serves where student_id = {anna.id}")
    assert (evidence["serve_id"], evidence["answer"], evidence["text"]) == (str(serve), OB, "Обь длиннее")
    assert complaint["key"] == VOLGA

    before = bank.value(STORED)
    path = "/admin/questions/1"
    weighed = await dean.send("POST", f"{path}/what-if", {"key": OB}, idempotency_key="weigh")
    assert weighed.json() == {
        "version": 2,
        "answers": 3,
        "became_right": 2,
        "became_wrong": 1,
        "points": 0,
        "students": 2,
        "moved": [
            {"points_before": 3, "points_after": 0, "place_before": 1, "place_after": 2},
            {"points_before": 0, "points_after": 3, "place_before": 2, "place_after": 1},
        ],
    }
    assert bank.value(STORED) == before
    given = bank.value("select jsonb_agg(to_jsonb(answers) order by id)::text from answers")
    fixed = await dean.send("POST", f"{path}/fix", {"key": OB, "explanation": "5410 км"})
    assert fixed.json() == weighed.json()

    assert bank.value("select jsonb_agg(to_jsonb(answers) order by id)::text from answers") == given
    assert [await board(each) for each in (anna, boris)] == [(3, 1), (0, 2)]
    [past] = (await anna.send("GET", "/me/history")).json()["items"]
    assert (past["correct"], past["points"], past["version"]) == (True, 3, 1)
    [trained] = (await vera.send("GET", "/me/history")).json()["items"]
    assert (trained["correct"], trained["points"]) == (True, 0)
    statistics = (await boris.send("GET", "/me/statistics")).json()
    assert (statistics["answers"], statistics["right"], statistics["points"]) == (1, 0, 0)
    assert bank.value("select array_agg(student_id) from mistakes") is None
    verdict = (await gleb.answer(open_serve, OB)).json()
    assert (verdict["correct"], verdict["points"], verdict["explanation"]) == (True, 3, "5410 км")

    facts = {"question_id": 1, "text": ONE.text}
    assert await told(anna) == [
        ("rejudged", facts | {"points": 3}),
        ("report_decided", facts | {"version": 1, "decision": "fixed"}),
    ]
    assert await told(boris) == [("rejudged", facts | {"points": -3})]
    assert await told(vera) == []
    assert (await dean.send("GET", "/admin/reports")).json()["items"] == []


async def test_a_fix_ends_a_quarantine_and_tells_who_was_told_of_it(
    http: AsyncClient, bank: Bank, dean: Student
) -> None:
    anna = await answered(http, "anna", OB)
    await anna.send("POST", "/questions/1/reports", {"reason": "wrong_key"})
    assert (await dean.send("POST", "/admin/reports/1", {"decision": "quarantine"})).status_code == 204
    assert bank.value("select status from questions") == "quarantined"
    assert (await dean.send("POST", "/admin/questions/1/fix", {"key": OB})).status_code == 200
    assert bank.value("select status from questions") == "live"
    decisions = [facts["decision"] for kind, facts in await told(anna) if kind == "report_decided"]
    assert decisions == ["quarantine", "fixed"]


async def test_what_is_no_question_or_nothing_new_is_refused(bank: Bank, dean: Student) -> None:
    for correction in ({"key": 9}, {"key": True}, {"key": [1]}, {"key": "Обь"}, {"key": VOLGA}):
        refused = await dean.send("POST", "/admin/questions/1/fix", correction)
        assert problem(refused)[0] == 422, correction
    assert bank.value("select count(*) from question_versions") == 1
    strange = await dean.send("POST", "/admin/questions/77/fix", {"key": OB})
    assert problem(strange) == (404, "complaint_not_found")
    bank.connection.execute("insert into subjects values ('history', 'История')")
    bank.connection.execute("update roles set subjects = '{history}'")
    foreign = await dean.send("POST", "/admin/questions/1/what-if", {"key": OB})
    assert problem(foreign) == (404, "complaint_not_found")


async def test_statistics_that_suspect_the_key_are_a_complaint_until_it_is_decided(
    bank: Bank, dean: Student
) -> None:
    bank.publish_level(QuestionId(1), 3)
    bank.connection.execute("update question_stats set flags = '{miskey_suspected}'")
    [complaint] = (await dean.send("GET", "/admin/reports")).json()["items"]
    assert (complaint["reports"], complaint["proposes_quarantine"]) == ([], True)
    assert (await dean.send("POST", "/admin/reports/1", {"decision": "keep"})).status_code == 204
    assert (await dean.send("GET", "/admin/reports")).json()["items"] == []


async def test_answers_given_while_a_key_is_corrected_are_judged_by_one_of_the_two_and_end_alike(
    http: AsyncClient, bank: Bank, dean: Student
) -> None:
    students = [await registered(http, email=f"s{number}@school.ru") for number in range(8)]
    serves = [(await each.next(await each.start())).json()["serve_id"] for each in students]
    fix = dean.send("POST", "/admin/questions/1/fix", {"key": OB})
    answers = [each.answer(serve, OB) for each, serve in zip(students, serves, strict=True)]
    responses = await asyncio.gather(*answers[:4], fix, *answers[4:])
    assert {response.status_code for response in responses} == {200}
    assert [await board(each) for each in students] == [(3, 1)] * 8
