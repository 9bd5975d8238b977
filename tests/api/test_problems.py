"""Every refusal is a problem document with a stable code."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from starlette.requests import Request

from serving.api.errors import add_error_handlers, refuse
from serving.api.problem_table import PROBLEMS
from serving.core.errors import ProductError
from tests.support.rest import Student, client, problem

pytestmark = pytest.mark.anyio


def below(error: type[ProductError]) -> Iterator[type[ProductError]]:
    for child in error.__subclasses__():
        yield child
        yield from below(child)


ERRORS = sorted(below(ProductError), key=lambda error: error.__name__)


async def test_each_error_of_the_product_has_its_row() -> None:
    assert set(PROBLEMS) == set(ERRORS)
    codes = [code for _, code, _ in PROBLEMS.values()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("error", ERRORS)
async def test_each_error_is_told_with_its_facts(error: type[ProductError]) -> None:
    names: list[str] = [field.name for field in fields(error)] if is_dataclass(error) else []
    facts: dict[str, object] = dict.fromkeys(names, "fact")
    response = await refuse(Request({"type": "http"}), error(*facts.values()))
    status, code, detail = PROBLEMS[error]
    body = json.loads(bytes(response.body))
    assert response.media_type == "application/problem+json"
    assert body == {"title": status.phrase, "status": status, "code": code, "detail": detail} | facts


async def test_a_wrong_address_or_body_is_a_problem(anna: Student) -> None:
    nobody = "00000000-0000-0000-0000-000000000000"
    requests: list[tuple[str, str, object, tuple[int, str]]] = [
        ("GET", "/nothing", None, (404, "not_found")),
        ("GET", "/auth/login", None, (405, "method_not_allowed")),
        ("POST", "/auth/login", None, (422, "invalid_request")),
        ("POST", "/sessions/1/next", None, (422, "invalid_request")),
        ("POST", f"/sessions/{nobody}/next", None, (404, "session_not_found")),
        ("POST", f"/sessions/{nobody}/finish", None, (404, "session_not_found")),
        ("POST", f"/serves/{nobody}/answer", {"answer": 1}, (404, "serve_not_found")),
        ("PUT", "/me/filters/astrology", {}, (404, "subject_unknown")),
    ]
    for method, path, body, refusal in requests:
        assert problem(await anna.send(method, path, body)) == refusal


async def test_a_body_that_is_not_json_is_a_problem(http: AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = await http.post("/v1/auth/login", content=b'{"email": ', headers=headers)
    assert problem(response) == (422, "invalid_request")


async def test_characters_that_cannot_be_stored_are_a_problem_of_the_request(anna: Student) -> None:
    requests: list[tuple[str, str, object]] = [
        ("POST", "/auth/login", {"email": "a\0b", "password": "long enough"}),
        ("POST", "/sessions", {"subject": "geo\0graphy"}),
        ("GET", "/me/filters/geo%00graphy", None),
    ]
    for method, path, body in requests:
        assert problem(await anna.send(method, path, body)) == (422, "invalid_request")


async def test_a_bug_is_a_problem_that_tells_nothing() -> None:
    app = FastAPI()
    add_error_handlers(app)

    @app.get("/bug")
    async def bug() -> None:
        raise ZeroDivisionError("secret")

    async with client(app, raise_app_exceptions=False) as http:
        response = await http.get("/bug")
    assert problem(response) == (500, "internal_error")
    assert "secret" not in response.text
