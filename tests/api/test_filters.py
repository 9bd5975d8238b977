"""What is chosen decides what is served, and in which mode."""

import pytest

from tests.support.banks import EVERY_KIND, Bank
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


async def mode(student: Student) -> str:
    return str((await student.send("POST", "/sessions", {"subject": "geography"})).json()["mode"])


async def test_a_session_competes_if_and_only_if_the_filters_are_the_default(anna: Student) -> None:
    competing = {"subject": "geography", "mode": "competitive"}
    for chosen in CHOICES:
        assert await mode(anna) == "competitive"
        assert (await anna.send("PUT", PATH, chosen)).status_code == 200
        assert await mode(anna) == "training"
        assert problem(await anna.send("POST", "/sessions", competing)) == (409, "filters_not_default")
        assert (await anna.send("DELETE", PATH)).status_code == 204
    assert await mode(anna) == "competitive"


async def test_training_may_be_asked_for_without_filters_and_earns_nothing(anna: Student) -> None:
    served = (await anna.next(await anna.start(mode="training"))).json()
    assert served["points"] == 0


async def test_a_choice_is_kept_sorted_and_replaced_as_a_whole(anna: Student) -> None:
    assert (await anna.send("GET", PATH)).json() == DEFAULT
    kept = DEFAULT | {"kinds": ["multiple", "one"], "difficulty": [1, 3]}
    chosen = await anna.send("PUT", PATH, {"kinds": ["one", "multiple", "one"], "difficulty": [3, 1]})
    assert chosen.json() == kept
    assert (await anna.send("GET", PATH)).json() == kept
    await anna.send("PUT", PATH, {"subway": True})
    assert (await anna.send("GET", PATH)).json() == DEFAULT | {"subway": True}
    await anna.send("PUT", PATH, {})
    assert (await anna.send("GET", PATH)).json() == DEFAULT


async def test_a_choice_that_means_nothing_is_refused(anna: Student) -> None:
    meaningless: list[object] = [
        {"themes": []},
        {"kinds": ["essay"]},
        {"difficulty": [6]},
        {"grades": [9]},
        [],
    ]
    for chosen in meaningless:
        assert problem(await anna.send("PUT", PATH, chosen)) == (422, "invalid_request")


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
