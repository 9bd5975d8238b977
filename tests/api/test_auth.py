"""Registration, logging in, and tokens that rotate."""

import asyncio
from itertools import product

import pytest
from httpx import AsyncClient

from tests.support.banks import Bank
from tests.support.rest import ANNA, Json, Student, problem, registered, running, settings

pytestmark = pytest.mark.anyio


async def test_registration_lists_all_bad_fields_at_once_without_the_password(http: AsyncClient) -> None:
    bad = {"email": "anna", "password": "hunter2", "surname": " ", "name": 5, "grade": 12, "consent": False}
    response = await http.post("/v1/auth/register", json=bad)
    assert problem(response) == (422, "invalid_request")
    fields = [error["field"] for error in response.json()["errors"]]
    assert sorted(fields) == sorted([*bad, "school", "region", "subject"])
    assert "hunter2" not in response.text


async def test_a_refused_password_is_never_repeated(http: AsyncClient) -> None:
    bodies: list[tuple[str, Json]] = [("register", ANNA), ("login", {"email": 1})]
    for (path, body), password in product(bodies, ["short", "x" * 201, 12345678, ["secret words"]]):
        response = await http.post(f"/v1/auth/{path}", json=body | {"password": password})
        assert problem(response) == (422, "invalid_request")
        assert str(password) not in response.text
        assert "secret words" not in response.text


async def test_an_email_is_taken_once_whatever_its_case(http: AsyncClient, bank: Bank) -> None:
    await registered(http)
    for email in ("anna@school.ru", "ANNA@School.RU"):
        response = await http.post("/v1/auth/register", json=ANNA | {"email": email})
        assert problem(response) == (409, "email_taken")
    assert bank.value("select (count(*), max(email))::text from students") == "(1,anna@school.ru)"


async def test_registrations_of_one_email_at_once_make_one_student(http: AsyncClient, bank: Bank) -> None:
    responses = await asyncio.gather(*(http.post("/v1/auth/register", json=ANNA) for _ in range(4)))
    assert sorted(response.status_code for response in responses) == [201, 409, 409, 409]
    assert bank.value("select count(*) from credentials") == 1


async def test_an_unknown_subject_is_listed_with_all_other_bad_fields(http: AsyncClient, bank: Bank) -> None:
    bad = {"subject": "astrology", "grade": True, "region": "Алтай", "consent": 1}
    response = await http.post("/v1/auth/register", json=ANNA | bad)
    assert problem(response) == (422, "invalid_request")
    found = {error["field"]: error["candidates"] for error in response.json()["errors"]}
    assert found == {
        "subject": [],
        "grade": [],
        "region": ["Республика Алтай", "Алтайский край"],
        "consent": [],
    }
    assert bank.value("select count(*) from students") == 0


async def test_a_wrong_password_and_an_unknown_email_are_answered_alike(http: AsyncClient) -> None:
    await registered(http)
    wrong, unknown = [
        await http.post("/v1/auth/login", json={"email": email, "password": "wrong password"})
        for email in ("anna@school.ru", "boris@school.ru")
    ]
    assert problem(wrong) == (401, "wrong_credentials")
    assert wrong.content == unknown.content
    differing = dict(set(wrong.headers.items()) ^ set(unknown.headers.items()))
    assert set(differing) == {"x-request-id"}


async def test_who_registered_logs_in_and_trains(http: AsyncClient, anna: Student) -> None:
    body = {"email": " Anna@School.ru ", "password": "long enough"}
    tokens = (await http.post("/v1/auth/login", json=body)).json()
    assert (tokens["student_id"], tokens["token_type"], tokens["expires_in"]) == (anna.id, "bearer", 900)
    assert await Student(http, anna.id, tokens["access_token"], tokens["refresh_token"]).start()


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_login(
    http: AsyncClient, anna: Student
) -> None:
    async def refresh(token: str) -> tuple[int, dict[str, str]]:
        response = await http.post("/v1/auth/refresh", json={"refresh_token": token})
        return response.status_code, response.json()

    _, second = await refresh(anna.refresh)
    assert (await refresh(anna.refresh))[1]["code"] == "token_refused"
    assert (await refresh(second["refresh_token"]))[0] == 401
    assert await Student(http, anna.id, second["access_token"], "").start()  # until it expires by itself


async def test_logging_out_ends_the_refreshing(http: AsyncClient, anna: Student) -> None:
    body = {"refresh_token": anna.refresh}
    assert (await http.post("/v1/auth/logout", json=body)).status_code == 204
    assert problem(await http.post("/v1/auth/refresh", json=body)) == (401, "token_refused")
    assert (await http.post("/v1/auth/logout", json=body)).status_code == 204


async def test_secrets_are_stored_hashed(anna: Student, bank: Bank) -> None:
    stored = bank.value("select (select string_agg(credentials::text, '') from credentials)")
    assert "$argon2id$" in str(stored)
    assert "long enough" not in str(stored)
    assert anna.refresh not in str(
        bank.value("select string_agg(refresh_tokens::text, '') from refresh_tokens")
    )


@pytest.mark.parametrize(("simulated", "origin"), [(True, "simulated"), (False, "real")])
async def test_students_of_a_simulation_are_marked_as_such(
    postgres_url: str, bank: Bank, simulated: bool, origin: str
) -> None:
    bank.add()
    async with running(settings(postgres_url, simulated_students=simulated)) as http:
        student = await registered(http)
        served = (await student.next(await student.start())).json()
        await student.answer(served["serve_id"], 1)
    assert bank.value("select origin from students") == origin
    assert bank.value("select origin from answers") == origin
