"""What every request and every answer has."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from tests.support.banks import Bank
from tests.support.rest import Student, problem, registered, running, settings

pytestmark = pytest.mark.anyio


async def test_a_request_has_an_id_that_the_caller_may_give(http: AsyncClient) -> None:
    given = await http.get("/v1/subjects", headers={"X-Request-Id": "abc-123"})
    assert given.headers["X-Request-Id"] == "abc-123"
    for bad in ("a b", "x" * 65, "a\\nb"):
        made = (await http.get("/v1/nothing", headers={"X-Request-Id": bad})).headers["X-Request-Id"]
        assert len(made) == 32


async def test_a_large_body_is_not_read(http: AsyncClient, anna: Student) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 1024

    headers = {"Content-Type": "application/json"}
    for content in (b" " * (64 * 1024 + 1), endless()):
        response = await http.post("/v1/auth/login", content=content, headers=headers)
        assert problem(response) == (413, "body_too_large")
    fits = await http.post("/v1/auth/login", content=b" " * 64 * 1024, headers=headers)
    assert problem(fits) == (422, "invalid_request")


async def test_a_stranger_is_told_so_before_his_body_is_judged(http: AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    for content in (b"", b"{", b"[]", b"{}", b'{"title": 1}', b"\xff"):
        for method, path in (("POST", "/auth/tokens"), ("PATCH", "/me"), ("POST", "/sessions/1/next")):
            response = await http.request(method, f"/v1{path}", content=content, headers=headers)
            assert problem(response) == (401, "token_refused")


async def test_pages_of_the_list_may_call_and_others_may_not(postgres_url: str, bank: Bank) -> None:
    configured = settings(postgres_url, cors_origins="https://apo.example, http://localhost:5173")
    async with running(configured) as http:
        for origin, allowed in (("https://apo.example", True), ("https://evil.example", False)):
            asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            preflight = await http.options("/v1/auth/login", headers=asked)
            answer = await http.get("/v1/nothing", headers={"Origin": origin})
            for response in (preflight, answer):
                found = response.headers.get("Access-Control-Allow-Origin")
                assert found == (origin if allowed else None)


async def test_without_a_list_no_page_may_call(http: AsyncClient) -> None:
    response = await http.get("/v1/subjects", headers={"Origin": "https://apo.example"})
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_too_many_requests_of_an_address_are_refused_for_a_while(postgres_url: str, bank: Bank) -> None:
    async with running(settings(postgres_url, per_minute=60)) as http:
        answers = [await http.get("/v1/subjects") for _ in range(12)]
        assert [answer.status_code for answer in answers[:10]] == [200] * 10
        assert problem(answers[-1]) == (429, "rate_limited")
        assert answers[0].headers["RateLimit-Limit"] == "10"
        assert answers[0].headers["RateLimit-Remaining"] == "9"
        assert int(answers[-1].headers["Retry-After"]) == 1
        assert (await http.get("/healthz")).status_code == 200


async def test_students_of_one_address_have_limits_of_their_own(postgres_url: str, bank: Bank) -> None:
    async with running(settings(postgres_url, per_minute=60)) as http:
        anna, boris = [await registered(http, email=f"{name}@school.ru") for name in ("anna", "boris")]
        codes = [(await anna.send("GET", "/me")).status_code for _ in range(11)]
        assert codes == [200] * 10 + [429]
        assert (await boris.send("GET", "/me")).status_code == 200
        forged = Student(http, 1, f"{anna.access}x", "")
        assert {(await forged.send("GET", "/me")).status_code for _ in range(10)} == {401, 429}
        assert (await boris.send("GET", "/me")).status_code == 200


async def test_requests_are_measured_by_their_templates(http: AsyncClient, anna: Student) -> None:
    await anna.send("GET", "/subjects/geography")
    await anna.send("GET", "/nothing/secret")
    measured = (await http.get("/metrics")).text
    assert 'apo_requests_total{method="GET",route="/v1/subjects/{code}",status="200"} 1.0' in measured
    assert 'route="unknown",status="404"' in measured
    assert "secret" not in measured
