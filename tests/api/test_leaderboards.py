"""Places over REST."""

import pytest
from httpx import AsyncClient

from tests.support.banks import YES_NO, Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio
PATH = "/leaderboards/geography"


@pytest.fixture
def bank(bank: Bank) -> Bank:
    bank.add_many(3, YES_NO)
    return bank


async def earn(student: Student, points: int) -> dict[str, object]:
    session, verdict = await student.start(), {}
    for _ in range(points):
        served = (await student.next(session)).json()
        verdict = (await student.answer(served["serve_id"], True)).json()
    return verdict


async def test_the_place_of_an_answer_is_the_place_of_the_leaderboard(
    anna: Student, http: AsyncClient
) -> None:
    boris = await registered(http, email="boris@school.ru", name="Борис", surname="Бобров")
    await earn(boris, 2)
    assert (await earn(anna, 1))["place"] == 2
    for window in ("season", "30d", "7d"):
        body = (await anna.send("GET", f"{PATH}?window={window}")).json()
        assert body["mine"] == {"place": 2, "points": 1, "name": "Анна И.", "mine": True}
        assert body["places"] == [{"place": 1, "points": 2, "name": "Борис Б.", "mine": False}, body["mine"]]
        assert body["neighbours"] == body["places"]
        assert (body["total"], body["window"], body["slice"]) == (2, window, None)
    assert (await earn(anna, 1))["place"] == 1


async def test_a_student_chooses_how_he_appears(anna: Student) -> None:
    await earn(anna, 1)
    assert (await anna.send("GET", "/me/appearance")).json() == {"listed": True, "display_name": None}
    chosen = {"listed": False, "display_name": "Аня"}
    assert (await anna.send("PUT", "/me/appearance", chosen)).json() == chosen
    assert (await anna.send("GET", "/me/appearance")).json() == chosen
    assert (await anna.send("GET", PATH)).json()["mine"]["name"] == "Аня"
    for refused in ({"display_name": " "}, {"display_name": "<b>"}, {"listed": None}, {"place": 1}):
        assert problem(await anna.send("PUT", "/me/appearance", refused)) == (422, "invalid_request")


async def test_what_cannot_be_ranked_is_refused(anna: Student) -> None:
    for query, refusal in (
        ("?window=1d", (422, "invalid_request")),
        ("?slice=school", (409, "slice_too_small")),
        ("?slice=planet", (422, "invalid_request")),
    ):
        assert problem(await anna.send("GET", PATH + query)) == refusal
    assert problem(await anna.send("GET", "/leaderboards/astrology")) == (404, "subject_unknown")
