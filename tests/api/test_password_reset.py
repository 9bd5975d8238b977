"""A forgotten password is replaced by whoever reads the e-mail."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient, Response

from tests.support.banks import Bank
from tests.support.mailboxes import Mailbox, mailbox
from tests.support.rest import ANNA, Student, problem, registered, running, settings

pytestmark = pytest.mark.anyio


@pytest.fixture
async def box(anyio_backend: str) -> AsyncIterator[Mailbox]:
    async with mailbox() as box:
        yield box


@pytest.fixture
async def http(postgres_url: str, bank: Bank, box: Mailbox) -> AsyncIterator[AsyncClient]:
    async with running(settings(postgres_url, smtp_url=box.url)) as http:
        yield http


async def asked(http: AsyncClient, email: str = "anna@school.ru") -> Response:
    return await http.post("/v1/auth/password-reset", json={"email": email})


async def code_of(http: AsyncClient, box: Mailbox) -> str:
    assert (await asked(http)).status_code == 202
    async with asyncio.timeout(60):
        while not box.letters:  # noqa: ASYNC110 as a student does
            await asyncio.sleep(0.02)
    letter = box.letters.pop()
    assert (letter["To"], letter["From"]) == ("anna@school.ru", "apo@example.org")
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", letter.get_content())
    assert found is not None
    return found[0]


async def confirmed(http: AsyncClient, code: str, **changes: str) -> Response:
    body = {"email": "anna@school.ru", "code": code, "password": "a new password"} | changes
    return await http.post("/v1/auth/password-reset/confirm", json=body)


async def test_the_code_replaces_the_password_and_ends_every_login(http: AsyncClient, box: Mailbox) -> None:
    anna = await registered(http)
    made = await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": ["read"]})
    code = await code_of(http, box)
    assert (await confirmed(http, f" {code.lower().replace('-', ' ')} ")).status_code == 204
    for password, status in ((ANNA["password"], 401), ("a new password", 200)):
        body = {"email": "anna@school.ru", "password": password}
        assert (await http.post("/v1/auth/login", json=body)).status_code == status
    assert (await http.post("/v1/auth/refresh", json={"refresh_token": anna.refresh})).status_code == 401
    script = Student(http, anna.id, made.json()["token"], "")
    assert problem(await script.send("GET", "/me/filters/geography")) == (401, "token_refused")
    assert problem(await confirmed(http, code)) == (401, "code_refused")


async def test_whether_the_email_is_known_is_not_told(http: AsyncClient, box: Mailbox) -> None:
    await registered(http)
    known, unknown = await asked(http), await asked(http, "boris@school.ru")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


async def test_a_code_is_of_one_student_one_use_and_ten_minutes(
    http: AsyncClient, box: Mailbox, bank: Bank
) -> None:
    await registered(http)
    await registered(http, email="boris@school.ru")
    code = await code_of(http, box)
    assert problem(await confirmed(http, code, email="boris@school.ru")) == (401, "code_refused")
    left = "select extract(epoch from expires_at - now()) from one_time_codes"
    assert 590 < float(str(bank.value(left))) <= 600
    assert code not in str(bank.value("select one_time_codes::text from one_time_codes"))
    bank.connection.execute("update one_time_codes set expires_at = now()")
    assert problem(await confirmed(http, code)) == (401, "code_refused")
    newer = await code_of(http, box)
    assert problem(await http.post("/v1/auth/code", json={"code": newer})) == (401, "code_refused")


async def test_five_wrong_codes_pause_the_account(http: AsyncClient, box: Mailbox) -> None:
    await registered(http)
    code = await code_of(http, box)
    codes = [(await confirmed(http, "AAAA-AAAA")).status_code for _ in range(5)]
    assert codes == [401] * 5
    paused = await confirmed(http, code)
    assert problem(paused) == (429, "too_many_attempts")
    assert 890 <= int(paused.headers["Retry-After"]) <= 900


async def test_letters_to_one_address_are_few(http: AsyncClient) -> None:
    answers = [(await asked(http)).status_code for _ in range(6)]
    assert answers == [202] * 5 + [429]


async def test_without_a_mail_server_nobody_waits_for_a_letter(postgres_url: str, bank: Bank) -> None:
    async with running(settings(postgres_url)) as http:
        assert problem(await asked(http)) == (404, "mail_unavailable")


async def test_a_mail_server_that_is_away_loses_the_letter_only(postgres_url: str, bank: Bank) -> None:
    away = settings(postgres_url, smtp_url="smtp://127.0.0.1:1?from=apo@example.org")
    async with running(away) as http:
        await registered(http)
        assert (await asked(http)).status_code == 202
