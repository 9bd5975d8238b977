"""Sessions that are chosen by what the student can do, over REST."""

import pytest
from psycopg.types.json import Jsonb

from tests.support.banks import RIGHT, WRONG, Bank
from tests.support.rest import Student, problem

pytestmark = pytest.mark.anyio


PARTIAL = {
    "kind": "multiple",
    "text": "?",
    "partial": True,
    "points": 5,
    "key": [1, 2],
    "options": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}, {"id": 3, "text": "c"}],
}


@pytest.fixture
def bank(bank: Bank) -> Bank:
    bank.add_many(3)
    return bank


async def test_an_adaptive_session_says_how_it_chose(anna: Student) -> None:
    served = (await anna.next(await anna.start(mode="adaptive"))).json()
    assert (served["selection"], served["selection_reason"], served["points"]) == (
        *("random", "ability_unknown", 0),
    )
    served = (await anna.next(await anna.start(mode="competitive"))).json()
    assert (served["selection"], served["selection_reason"]) == ("random", None)


async def test_mistakes_are_repeated_from_the_next_day_on(anna: Student, bank: Bank) -> None:
    session = await anna.start(mode="mistakes")
    refused = await anna.next(session)
    assert problem(refused) == (409, "nothing_to_repeat")
    assert refused.json()["next_in_days"] is None
    served = (await anna.next(await anna.start())).json()
    await anna.answer(served["serve_id"], WRONG["one"])
    refused = await anna.next(await anna.start(mode="mistakes"))
    assert refused.json()["next_in_days"] == 1
    assert (await anna.send("GET", "/me/statistics")).json()["mistakes_due"] == 0
    bank.connection.execute("update mistakes set due_at = due_at - interval '3 days'")
    for query in ("", "?subject=geography"):
        assert (await anna.send("GET", f"/me/statistics{query}")).json()["mistakes_due"] == 1
    repeated = (await anna.next(await anna.start(mode="mistakes"))).json()
    assert repeated["question"]["id"] == served["question"]["id"]
    assert (repeated["selection"], repeated["points"]) == ("repetition", 0)
    verdict = (await anna.answer(repeated["serve_id"], RIGHT["one"])).json()
    assert (verdict["correct"], verdict["points"], verdict["counted"]) == (True, 0, False)


async def test_a_goal_is_kept_for_each_subject(anna: Student) -> None:
    path = "/me/goals/geography"
    assert (await anna.send("GET", path)).json() == {"olympiad_day": None, "daily_mistakes": 20}
    goal = {"olympiad_day": "2027-01-20", "daily_mistakes": 5}
    assert (await anna.send("PUT", path, goal)).json() == goal
    assert (await anna.send("PUT", path, goal | {"daily_mistakes": 7})).json()["daily_mistakes"] == 7
    assert (await anna.send("GET", path)).json() == goal | {"daily_mistakes": 7}
    for wrong in ({"daily_mistakes": 0}, {"olympiad_day": "soon"}, {"hours": 3}):
        assert problem(await anna.send("PUT", path, wrong)) == (422, "invalid_request")
    for method in ("GET", "PUT"):
        refused = await anna.send(method, "/me/goals/astrology", goal)
        assert problem(refused) == (404, "subject_unknown")


async def test_a_part_of_a_multiple_answer_earns_a_part_of_its_points(anna: Student, bank: Bank) -> None:
    bank.connection.execute("update question_versions set content = %s", (Jsonb(PARTIAL),))
    session = await anna.start()
    for answer, points, correct in (([1], 2, False), ([1, 2], 5, True), ([1, 3], 0, False)):
        served = (await anna.next(session)).json()
        assert served["points"] == 5
        verdict = (await anna.answer(served["serve_id"], answer)).json()
        assert (verdict["points"], verdict["correct"]) == (points, correct)
    assert verdict["total_points"] == 7
