"""Training over REST, from the first session to the last answer."""

import asyncio
from collections.abc import Iterator

import pytest
from httpx import AsyncClient

from tests.support.banks import EVERY_KIND, RIGHT, WRONG, Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

NO_ANSWERS = [
    "null",
    "1.5",
    '{"id": 1}',
    "[1, true]",
    '["1"]',
    '"\\ud800"',
    f'"{"x" * 2001}"',
    "NaN",
    '1, "b": 2',
]
"""What a client may send instead of an answer."""


@pytest.fixture
def bank(bank: Bank) -> Bank:
    """A question of every kind, before the API reads the bank."""
    for question in EVERY_KIND:
        bank.add(question, sources=("МЭ", "РЭ"), level=3)
    return bank


def leaves(value: object) -> Iterator[object]:
    """Every name and every value of a JSON document."""
    match value:
        case dict():
            for name, child in value.items():
                yield name
                yield from leaves(child)
        case list():
            for child in value:
                yield from leaves(child)
        case _:
            yield value


async def test_the_key_and_the_explanation_are_told_only_after_the_answer(anna: Student) -> None:
    session = await anna.start()
    for _ in EVERY_KIND:
        served = (await anna.next(session)).json()
        question = next(one for one in EVERY_KIND if one.text == served["question"]["text"])
        told = set(map(str, leaves(served)))
        assert not told & {"key", "explanation", "correct", "shuffle", "Каспий", question.explanation}
        assert set(served["question"]) == {
            *("id", "version", "kind", "text", "options", "photo_url", "theme", "source", "difficulty")
        }
        assert all(set(option) == {"id", "text"} for option in served["question"]["options"])
        verdict = (await anna.answer(served["serve_id"], RIGHT[question.kind])).json()
        assert verdict["explanation"] == question.explanation
        assert verdict["key"] == question.model_dump(mode="json")["key"]


async def test_a_card_tells_what_the_question_is(anna: Student) -> None:
    session = await anna.start()
    served = (await anna.next(session)).json()
    assert [(await anna.next(session)).json() for _ in range(3)] == [served] * 3  # in one order of options
    card = served["question"]
    assert (card["theme"], card["source"], card["version"], card["photo_url"]) == ("реки", "МЭ; РЭ", 1, None)
    assert card["difficulty"] == {"level": 3, "n": 40, "as_of": "2026-01-09T00:00:00Z"}
    assert served["points"] == {"yes_no": 1, "one": 3, "multiple": 5, "open": 7}[card["kind"]]


async def test_a_session_is_played_to_its_end(anna: Student) -> None:
    session = await anna.start()
    earned = []
    for right in (True, True, False, True):
        served = (await anna.next(session)).json()
        answer = (RIGHT if right else WRONG)[served["question"]["kind"]]
        verdict = (await anna.answer(served["serve_id"], answer)).json()
        assert (verdict["correct"], verdict["points"]) == (right, served["points"] if right else 0)
        earned.append(verdict["points"])
        assert (verdict["total_points"], verdict["place"], verdict["streak"]) == (sum(earned), 1, 1)
    assert problem(await anna.next(session)) == (409, "pool_exhausted")
    summary = await anna.send("POST", f"/sessions/{session}/finish")
    assert summary.json() == {"right": 3, "total": 4, "points": sum(earned), "best_series": 2}
    assert problem(await anna.next(session)) == (409, "session_finished")


async def test_a_second_answer_to_a_serve_returns_the_first_result(anna: Student) -> None:
    session = await anna.start()
    served = (await anna.next(session)).json()
    kind = served["question"]["kind"]
    first = await anna.answer(served["serve_id"], WRONG[kind])
    for again in (WRONG[kind], RIGHT[kind], [99]):
        assert (await anna.answer(served["serve_id"], again)).content == first.content
    await anna.send("POST", f"/sessions/{session}/finish")
    assert (await anna.answer(served["serve_id"], RIGHT[kind])).content == first.content


async def test_an_answer_of_no_kind_is_refused_and_nothing_is_recorded(anna: Student, bank: Bank) -> None:
    served = (await anna.next(await anna.start())).json()
    headers = {"Authorization": f"Bearer {anna.access}", "Content-Type": "application/json"}
    for raw in NO_ANSWERS:
        response = await anna.http.post(
            f"/v1/serves/{served['serve_id']}/answer", content=f'{{"answer": {raw}}}', headers=headers
        )
        assert problem(response) == (422, "invalid_request"), raw
    assert bank.value("select count(*) from answers") == 0


async def test_an_answer_of_another_kind_is_refused_and_may_be_repeated(anna: Student, bank: Bank) -> None:
    session = await anna.start()
    misfits = {"yes_no": 1, "one": True, "multiple": 1, "open": [1]}
    for _ in EVERY_KIND:
        served = (await anna.next(session)).json()
        kind = served["question"]["kind"]
        refused = await anna.answer(served["serve_id"], misfits[kind])
        assert problem(refused) == (422, "answer_malformed")
        assert refused.json()["kind"] == kind
        assert (await anna.answer(served["serve_id"], RIGHT[kind])).json()["correct"]
    assert bank.value("select count(*) from answers") == 4


async def test_what_belongs_to_another_student_does_not_exist(anna: Student, http: AsyncClient) -> None:
    session = await anna.start()
    serve = (await anna.next(session)).json()["serve_id"]
    boris = await registered(http, email="boris@school.ru")
    assert problem(await boris.next(session)) == (404, "session_not_found")
    assert problem(await boris.send("POST", f"/sessions/{session}/finish")) == (404, "session_not_found")
    assert problem(await boris.answer(serve, 1)) == (404, "serve_not_found")
    assert (await anna.next(session)).json()["serve_id"] == serve


async def test_an_open_serve_of_a_session_that_ended_takes_no_answer(anna: Student) -> None:
    serve = (await anna.next(await anna.start())).json()["serve_id"]
    await anna.start()
    assert problem(await anna.answer(serve, 1)) == (409, "session_finished")


async def test_an_unknown_subject_or_mode_begins_no_session(anna: Student) -> None:
    for body, refusal in (
        ({"subject": "astrology"}, (404, "subject_unknown")),
        ({"subject": "geography", "mode": "cheating"}, (422, "invalid_request")),
        ({"subject": "geography", "student_id": 1}, (422, "invalid_request")),
    ):
        assert problem(await anna.send("POST", "/sessions", body)) == refusal


async def test_twenty_simultaneous_answers_are_one(anna: Student, bank: Bank) -> None:
    served = (await anna.next(await anna.start())).json()
    kind = served["question"]["kind"]

    responses = await asyncio.gather(
        *(anna.answer(served["serve_id"], answer) for answer in [RIGHT[kind], WRONG[kind]] * 10)
    )

    assert {response.status_code for response in responses} == {200}
    assert len({response.content for response in responses}) == 1
    assert bank.value("select count(*) from answers") == 1
    assert bank.value("select sum(answered) from standings") == 1
