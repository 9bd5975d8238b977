"""SQL, HTML and numbers without end, wherever a caller may write."""

from itertools import product
from typing import Any

import pytest
from httpx import AsyncClient

from serving.api.app import create_app
from serving.core.questions import Open
from tests.support.banks import Bank
from tests.support.endpoints import Endpoint, endpoints
from tests.support.rest import ANNA, Student, problem, registered, settings

pytestmark = pytest.mark.anyio

SQL = "Robert'); drop table students; --"
HTML = '<img src=x onerror="alert(1)">&amp;'
FORMAT = "%s %(id)s {0} {id} ${HOME} \\' \\u0041"
TEXTS = (SQL, HTML, FORMAT, "😀 ١٢٣ ﷽ עברית", "a" * 200)


@pytest.mark.parametrize("text", TEXTS)
async def test_a_text_comes_back_as_it_was_sent(http: AsyncClient, bank: Bank, text: str) -> None:
    bank.add(Open(text=text, key=("да",), explanation=text), theme=text, sources=(text,))
    bank.notify()
    names = dict.fromkeys(("surname", "name", "patronymic", "school"), text)
    anna = await registered(http, **names)
    profile = (await anna.send("GET", "/me")).json()
    assert {name: profile[name] for name in names} == names
    made = await anna.send("POST", "/auth/tokens", {"title": text, "scopes": ["read"]})
    assert made.json()["title"] == text
    session = await anna.start()
    served = (await anna.first(session)).json()
    card = served["question"]
    assert (card["text"], card["theme"], card["source"]) == (text, text, text)
    verdict = (await anna.answer(served["serve_id"], text)).json()
    assert (verdict["correct"], verdict["explanation"]) == (False, text)
    report = await anna.send("POST", f"/questions/{card['id']}/reports", {"reason": "other", "text": text})
    assert report.status_code == 201
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    [complaint] = (await anna.send("GET", "/admin/reports")).json()["items"]
    assert (complaint["reports"][0]["text"], complaint["reports"][0]["answer"]) == (text, text)
    [past] = (await anna.send("GET", "/me/history")).json()["items"]
    assert past["answer"] == text
    chosen = {"themes": [text], "sources": [text]}
    assert (await anna.send("PUT", "/me/filters/geography", chosen)).json()["total"] == 1
    for response in (
        await anna.send("GET", f"/subjects/{text}"),
        await anna.send("POST", "/sessions", {"subject": text}),
        await anna.send("GET", "/me/statistics?subject=%27%20or%201=1--"),
    ):
        assert response.status_code in {404, 422}
        assert response.headers["Content-Type"] == "application/problem+json"
    assert bank.value("select count(*) from students") == 1


async def test_a_page_cannot_be_made_of_a_display_name(anna: Student) -> None:
    refused = await anna.send("PUT", "/me/appearance", {"display_name": HTML})
    assert problem(refused) == (422, "invalid_request")
    kept = {"listed": True, "display_name": "Robert'); drop table students"}
    assert (await anna.send("PUT", "/me/appearance", kept)).json() == kept


NUMBERS = (
    "0",
    "-1",
    str(1 << 31),
    str((1 << 63) - 1),
    str(1 << 63),
    "9" * 400,
    "1e9",
    "NaN",
    "1.5",
    "%00",
    "x",
)


def numbered() -> list[tuple[Endpoint, str]]:
    """Endpoints with a number or an id in their path or query, and the name of it."""
    document: dict[str, Any] = create_app(settings("postgresql://nowhere/")).openapi()
    found = []
    for endpoint in endpoints():
        for parameter in document["paths"][endpoint.template][endpoint.method.lower()].get("parameters", ()):
            schema = str(parameter["schema"])
            if parameter["in"] != "header" and ("integer" in schema or "uuid" in schema):
                found.append((endpoint, str(parameter["name"])))
    return found


async def test_no_number_overflows(http: AsyncClient, anna: Student, bank: Bank) -> None:
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    asked = numbered()
    assert len(asked) > 10
    for (endpoint, name), number in product(asked, NUMBERS):
        path = endpoint.with_parameter(name, number).removeprefix("/v1")
        response = await anna.send(endpoint.method, path, {})
        assert response.status_code < 500, (endpoint.name, number, response.text)


async def test_bodies_of_extreme_numbers_are_refused_or_mean_what_they_say(anna: Student, bank: Bank) -> None:
    bank.add()
    bank.notify()
    served = (await anna.first(await anna.start())).json()
    for answer in (10**400, -(10**30), [10**30], "9" * 2000, 1 << 63):
        refused = await anna.answer(served["serve_id"], answer)
        assert problem(refused)[0] == 422
    for goal in (
        {"daily_mistakes": 10**40},
        {"olympiad_day": "9999999-01-01"},
        {"olympiad_day": "0000-00-00"},
    ):
        assert problem(await anna.send("PUT", "/me/goals/geography", goal)) == (422, "invalid_request")
    for grade in (10**40, -1, 0, 12, 9.5, "9" * 99):
        assert problem(await anna.send("PATCH", "/me", {"grade": grade})) == (422, "invalid_request")
    assert ANNA["grade"] == (await anna.send("GET", "/me")).json()["grade"]
