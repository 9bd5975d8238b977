"""A line of log for every request, and in no line a secret or a person."""

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from httpx import AsyncClient

from serving.logs import write_logs_as_json
from tests.support.banks import Bank
from tests.support.mailboxes import mailbox
from tests.support.rest import ANNA, Json, Student, registered, running, settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    write_logs_as_json("api", stream)
    root.setLevel(logging.DEBUG)
    yield stream
    root.handlers, root.level = handlers, level


@pytest.fixture
async def http(postgres_url: str, bank: Bank, written: io.StringIO) -> AsyncIterator[AsyncClient]:
    async with mailbox() as box, running(settings(postgres_url, smtp_url=box.url)) as http:
        yield http


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


async def test_a_request_is_one_line(http: AsyncClient, written: io.StringIO) -> None:
    anna = await registered(http)
    await anna.send("GET", "/me/filters/geography", x_request_id="this-one")
    await anna.send("GET", "/me", x_request_id="this-too")
    await http.get("/v1/me", headers={"X-Request-Id": "a-stranger"})
    found = {line["request_id"]: line for line in lines(written) if line["event"] == "request"}
    line = found["this-one"]
    assert {name: line[name] for name in ("method", "route", "status", "outcome", "level")} == {
        "method": "GET",
        "route": "/v1/me/filters/{subject}",
        "status": 200,
        "outcome": "ok",
        "level": "info",
    }
    assert isinstance(line["milliseconds"], float)
    assert len(str(line["student"])) == 16
    assert line["student"] == found["this-too"]["student"] != str(anna.id)
    assert (found["a-stranger"]["student"], found["a-stranger"]["outcome"]) == (None, "refused")


async def test_a_bug_is_logged_with_its_traceback_and_told_without(
    http: AsyncClient, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError("of anna@school.ru")

    monkeypatch.setattr("serving.api.auth.tokens_view", bug)
    response = await http.post("/v1/auth/register", json=ANNA, headers={"X-Request-Id": "unlucky"})
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert response.headers["X-Request-Id"] == "unlucky"
    told = [line for line in lines(written) if line.get("request_id") == "unlucky"]
    assert "ZeroDivisionError" in json.dumps(told)
    assert "anna@school.ru" not in json.dumps(told)
    assert [line["outcome"] for line in told if line["event"] == "request"] == ["failed"]


FLOWS: list[tuple[str, Json]] = [
    ("/v1/auth/login", {"email": "anna@school.ru", "password": "wrong password 1"}),
    ("/v1/auth/login", {"email": "anna@school.ru\0", "password": "wrong password 2"}),
    ("/v1/auth/login", {"email": "anna@school.ru", "password": ["wrong password 3"]}),
    ("/v1/auth/register", ANNA),
    ("/v1/auth/register", ANNA | {"email": "boris@school.ru", "password": "secret7"}),
    ("/v1/auth/code", {"code": "ABCD-2345"}),
    ("/v1/auth/telegram", {"init_data": "user=secret-init-data"}),
    ("/v1/auth/password-reset", {"email": "anna@school.ru"}),
    (
        "/v1/auth/password-reset/confirm",
        {"email": "anna@school.ru", "code": "EFGH-6789", "password": "new password"},
    ),
    ("/v1/auth/refresh", {"refresh_token": "a refresh token"}),
]
SECRETS = (
    "long enough",
    "wrong password",
    "secret7",
    "ABCD-2345",
    "ABCD2345",
    "secret-init-data",
    "EFGH-6789",
    "new password",
    "a refresh token",
    "school.ru",
    "Иванова",
    "apo_",
    "whsec_",
    "long%20enough",
)


async def test_no_flow_leaves_a_secret_in_the_log(
    http: AsyncClient, written: io.StringIO, bank: Bank
) -> None:
    anna = await registered(http)
    made = await anna.send(
        "POST", "/auth/tokens", {"title": "script", "scopes": ["read"]}, idempotency_key="k"
    )
    script = Student(http, anna.id, made.json()["token"], "")
    hook = {"url": "https://client.example/?token=long%20enough", "events": ["contest.finished"]}
    assert (await anna.send("POST", "/webhooks", hook)).status_code == 201
    for path, body in FLOWS:
        await http.post(path, json=body)
    await script.send("GET", "/me/filters/geography?token=long%20enough")
    await http.get(f"/v1/{anna.access}")
    await http.post("/v1/auth/refresh", json={"refresh_token": anna.refresh})
    await http.post("/v1/auth/refresh", json={"refresh_token": anna.refresh})
    bank.connection.execute("drop table roles")
    assert (await anna.send("GET", "/me")).status_code == 500
    await anna.send("DELETE", "/me")
    log = written.getvalue()
    assert len(lines(written)) > len(FLOWS)
    for secret in (*SECRETS, anna.access, anna.refresh, script.access):
        assert secret not in log
