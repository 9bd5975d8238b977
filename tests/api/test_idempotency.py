"""A write that is repeated with its key has its effect once."""

import asyncio

import pytest
from httpx import AsyncClient, Response

from tests.support.banks import Bank
from tests.support.rest import ANNA, Student, problem, registered

pytestmark = pytest.mark.anyio

BODY = {"title": "script", "scopes": ["read"]}
TOKENS = "select count(*) from personal_tokens"


async def created(student: Student, key: str, **changes: object) -> Response:
    return await student.send("POST", "/auth/tokens", BODY | changes, idempotency_key=key)


async def test_a_repeated_write_returns_the_first_answer(anna: Student, bank: Bank) -> None:
    first, second = await created(anna, "one"), await created(anna, "one")
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (first.status_code, bank.value(TOKENS)) == (201, 1)
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert (await created(anna, "two")).json()["token"] != first.json()["token"]


async def test_another_body_with_the_same_key_is_refused(anna: Student, bank: Bank) -> None:
    await created(anna, "one")
    assert problem(await created(anna, "one", title="other")) == (422, "idempotency_key_reused")
    assert bank.value(TOKENS) == 1


async def test_a_key_is_of_one_student_and_one_route(http: AsyncClient, anna: Student, bank: Bank) -> None:
    boris = await registered(http, email="boris@school.ru")
    for student in (anna, boris):
        assert (await created(student, "one")).status_code == 201
    assert (await anna.send("PATCH", "/me", {"grade": 10}, idempotency_key="one")).status_code == 200
    assert bank.value(TOKENS) == 2


async def test_requests_at_once_with_one_key_have_one_effect(anna: Student, bank: Bank) -> None:
    responses = await asyncio.gather(*(created(anna, "one") for _ in range(12)))
    answered = [response for response in responses if response.status_code == 201]
    assert len({response.text for response in answered}) == 1
    for response in set(responses) - set(answered):
        assert problem(response) == (409, "idempotency_key_in_use")
        assert response.headers["Retry-After"] == "1"
    assert bank.value(TOKENS) == 1


async def test_a_refusal_is_not_kept(anna: Student) -> None:
    assert problem(await created(anna, "one", scopes=[])) == (422, "invalid_request")
    assert (await created(anna, "one")).status_code == 201


async def test_what_a_refusal_must_remember_is_remembered(http: AsyncClient, anna: Student) -> None:
    body = {"email": ANNA["email"], "password": "wrong password"}
    codes = []
    for turn in range(6):
        headers = {"Idempotency-Key": str(turn)}
        codes.append((await http.post("/v1/auth/login", json=body, headers=headers)).status_code)
    assert codes == [401] * 5 + [429]


async def test_a_registration_that_lost_its_answer_is_repeated(http: AsyncClient, bank: Bank) -> None:
    headers = {"Idempotency-Key": "first day"}
    first, second = [await http.post("/v1/auth/register", json=ANNA, headers=headers) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, second.json())
    assert "token" not in str(bank.value("select encode(body, 'escape') from idempotency_keys"))
    assert bank.value("select count(*) from students") == 1


async def test_an_erasure_may_be_repeated(anna: Student, bank: Bank) -> None:
    for _ in range(2):
        assert (await anna.send("DELETE", "/me", idempotency_key="gone")).status_code == 204
    assert problem(await anna.send("DELETE", "/me", idempotency_key="again")) == (401, "token_refused")


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
async def test_a_key_that_is_none_is_refused(anna: Student, key: str) -> None:
    assert problem(await created(anna, key)) == (422, "idempotency_key_malformed")


async def test_a_stranger_with_a_key_is_a_stranger(http: AsyncClient) -> None:
    headers = {"Idempotency-Key": "one", "Authorization": "Bearer a.b.c"}
    response = await http.post("/v1/auth/tokens", json=BODY, headers=headers)
    assert problem(response) == (401, "token_refused")


async def test_a_key_is_kept_for_a_day(anna: Student, bank: Bank) -> None:
    await created(anna, "one")
    kept = "select extract(epoch from expires_at - now()) / 3600 from idempotency_keys"
    assert float(str(bank.value(kept))) == pytest.approx(24, abs=0.1)
    bank.connection.execute("update idempotency_keys set expires_at = now()")
    assert "Idempotency-Replayed" not in (await created(anna, "one")).headers
    assert bank.value(TOKENS) == 2
