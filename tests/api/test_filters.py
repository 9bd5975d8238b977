"""What is chosen decides what is served, and in which mode."""

import pytest

from tests.support.banks import EVERY_KIND, RIGHT, Bank
from tests.support.rest import Json, Student, problem

pytestmark = pytest.mark.anyio

DEFAULT: Json = {
    "themes": None,
    "sources": None,
    "kinds": None,
    "subway": None,
    "difficulty": None,
    "unseen_only": False,
}
CHOICES: list[Json] = [
    {"themes": ["реки"]},
    {"sources": ["МЭ"]},
    {"kinds": ["yes_no", "one"]},
    {"subway": False},
    {"difficulty": [1, 2]},
    {"unseen_only": True},
]
PATH = "/me/filters/geography"


@pytest.fixture
def bank(bank: Bank) -> Bank:
    for question in EVERY_KIND:
        bank.add(question, level=1)
    return bank


async def chosen(student: Student) -> Json:
    return choice((await student.send("GET", PATH)).json())


def choice(body: Json) -> Json:
    return {name: value for name, value in body.items() if name in DEFAULT}


async def mode(student: Student) -> str:
    return str((await student.send("POST", "/sessions", {"subject": "geography"})).json()["mode"])


async def test_a_session_competes_if_and_only_if_the_filters_are_the_default(anna: Student) -> None:
    competing = {"subject": "geography", "mode": "competitive"}
    for wanted in CHOICES:
        assert await mode(anna) == "competitive"
        assert (await anna.send("PUT", PATH, wanted)).status_code == 200
        assert await mode(anna) == "training"
        assert problem(await anna.send("POST", "/sessions", competing)) == (409, "filters_not_default")
        assert (await anna.send("DELETE", PATH)).status_code == 204
    assert await mode(anna) == "competitive"


async def test_training_may_be_asked_for_without_filters_and_earns_nothing(anna: Student) -> None:
    served = (await anna.next(await anna.start(mode="training"))).json()
    assert served["points"] == 0


async def test_a_choice_is_kept_sorted_and_replaced_as_a_whole(anna: Student) -> None:
    assert await chosen(anna) == DEFAULT
    kept = DEFAULT | {"kinds": ["multiple", "one"], "difficulty": [1, 3]}
    put = await anna.send("PUT", PATH, {"kinds": ["one", "multiple", "one"], "difficulty": [3, 1]})
    assert choice(put.json()) == kept
    assert put.json() == (await anna.send("GET", PATH)).json()
    await anna.send("PUT", PATH, {"subway": True})
    assert await chosen(anna) == DEFAULT | {"subway": True}
    await anna.send("PUT", PATH, {})
    assert await chosen(anna) == DEFAULT


async def test_a_choice_that_means_nothing_is_refused(anna: Student) -> None:
    meaningless: list[object] = [
        {"themes": []},
        {"kinds": ["essay"]},
        {"difficulty": [6]},
        {"grades": [9]},
        [],
    ]
    for wanted in meaningless:
        assert problem(await anna.send("PUT", PATH, wanted)) == (422, "invalid_request")


async def test_a_changed_choice_ends_the_session_and_the_same_one_does_not(anna: Student) -> None:
    session = await anna.start()
    await anna.send("PUT", PATH, DEFAULT)
    assert (await anna.next(session)).status_code == 200
    await anna.send("PUT", PATH, {"kinds": ["one"]})
    assert problem(await anna.next(session)) == (409, "session_finished")
    session = await anna.start()
    await anna.send("PUT", PATH, {"kinds": ["one", "one"]})
    assert (await anna.next(session)).json()["question"]["kind"] == "one"
    await anna.send("DELETE", PATH)
    assert problem(await anna.next(session)) == (409, "session_finished")


async def test_filters_that_fit_nothing_name_the_filter_to_remove(anna: Student) -> None:
    await anna.send("PUT", PATH, {"kinds": ["one"], "difficulty": [5]})
    response = await anna.next(await anna.start())
    assert problem(response) == (409, "filters_too_strict")
    assert response.json()["loosest"] == "difficulty"


async def test_unknown_values_are_named_and_nothing_is_chosen(anna: Student) -> None:
    wanted = {"themes": ["моря", "реки", "горы"], "sources": ["ЗЭ", "без источника"]}
    response = await anna.send("PUT", PATH, wanted)
    assert problem(response) == (422, "filter_values_unknown")
    assert response.json()["unknown"] == {"themes": ["горы", "моря"], "sources": ["ЗЭ"]}
    assert await chosen(anna) == DEFAULT


async def test_each_value_tells_how_many_questions_it_would_give(anna: Student) -> None:
    body = (await anna.send("PUT", PATH, {"kinds": ["one", "open"], "difficulty": [1]})).json()
    assert body["total"] == 2
    assert body["counts"]["themes"] == [{"value": "реки", "questions": 2}]
    assert body["counts"]["sources"] == [{"value": "МЭ", "questions": 2}]
    assert [count["questions"] for count in body["counts"]["kinds"]] == [1, 1, 1, 1]
    assert [count["questions"] for count in body["counts"]["difficulty"]] == [2, 0, 0, 0, 0]
    assert body["counts"]["subway"] == [{"value": True, "questions": 0}, {"value": False, "questions": 2}]


async def test_while_only_unseen_ones_are_wanted_seen_ones_are_not_counted(anna: Student) -> None:
    served = (await anna.next(await anna.start())).json()
    await anna.answer(served["serve_id"], RIGHT[served["question"]["kind"]])
    body = (await anna.send("PUT", PATH, {"unseen_only": True})).json()
    assert body["total"] == 3
    assert body["counts"]["themes"] == [{"value": "реки", "questions": 3}]


async def test_filters_of_an_unknown_subject_do_not_exist(anna: Student) -> None:
    for method in ("GET", "PUT", "DELETE"):
        assert problem(await anna.send(method, "/me/filters/astrology", {})) == (404, "subject_unknown")
