"""What a student sees of his answers over REST."""

import pytest
from httpx import AsyncClient

from tests.support.banks import EVERY_KIND, RIGHT, WRONG, Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio


@pytest.fixture
def bank(bank: Bank) -> Bank:
    for question in EVERY_KIND:
        bank.add(question, level=3)
    return bank


async def play(student: Student, rights: list[bool]) -> list[str]:
    """The kinds that were served."""
    session, kinds = await student.start(), []
    for right in rights:
        served = (await student.next(session)).json()
        kinds.append(served["question"]["kind"])
        await student.answer(served["serve_id"], (RIGHT if right else WRONG)[kinds[-1]])
    return kinds


async def test_statistics_are_those_of_the_answers(anna: Student) -> None:
    kinds = await play(anna, [True, True, False])
    body = (await anna.send("GET", "/me/statistics?subject=geography")).json()
    assert (body["answers"], body["right"], body["best_series"], body["streak"]) == (3, 2, 2, 1)
    assert body["themes"] == [{"value": "реки", "n": 3, "right": 2}]
    assert sorted(tally["value"] for tally in body["kinds"]) == sorted(kinds)
    assert len(body["trend"]) == 30
    assert body["trend"][-1] | {"day": ""} == {"day": "", "answers": 3, "right": 2}
    assert body["weakest"] == [{"theme": "реки", "n": 3, "mastery": None, "too_few": True}]
    everything = (await anna.send("GET", "/me/statistics")).json()
    assert everything == body
    assert problem(await anna.send("GET", "/me/statistics?subject=astrology")) == (404, "subject_unknown")


async def test_history_is_read_page_by_page_from_the_newest(anna: Student, http: AsyncClient) -> None:
    kinds = await play(anna, [True, False, True])
    first = (await anna.send("GET", "/me/history?limit=2")).json()
    assert [item["kind"] for item in first["items"]] == [kinds[2], kinds[1]]
    assert [item["correct"] for item in first["items"]] == [True, False]
    last = (await anna.send("GET", f"/me/history?limit=2&cursor={first['next_cursor']}")).json()
    assert [item["kind"] for item in last["items"]] == [kinds[0]]
    assert last["next_cursor"] is None
    item = last["items"][0]
    question = next(each for each in EVERY_KIND if each.kind == item["kind"])
    assert (item["text"], item["explanation"]) == (question.text, question.explanation)
    assert (item["counted"], item["reason"], item["theme"]) == (True, None, "реки")
    boris = await registered(http, email="boris@school.ru")
    assert (await boris.send("GET", "/me/history")).json() == {"items": [], "next_cursor": None}
    for wrong in ("cursor=1", "limit=0", "limit=101"):
        assert problem(await anna.send("GET", f"/me/history?{wrong}"))[0] == 422


async def test_an_answer_that_earns_nothing_says_why(anna: Student) -> None:
    served = (await anna.next(await anna.start(mode="training"))).json()
    verdict = (await anna.answer(served["serve_id"], RIGHT[served["question"]["kind"]])).json()
    assert (verdict["points"], verdict["counted"], verdict["reason"]) == (0, False, "not_competitive")
    item = (await anna.send("GET", "/me/history")).json()["items"][0]
    assert (item["counted"], item["reason"], item["mode"]) == (False, "not_competitive", "training")
