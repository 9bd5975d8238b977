"""Telegram and the REST API know the same student."""

from collections.abc import AsyncIterator
from time import time

import pytest
from dishka import AsyncContainer
from fastapi import FastAPI
from httpx import AsyncClient

from serving.api.app import create_app
from serving.core.account.errors import CodeRefused, TelegramTaken
from serving.core.account.link_telegram import LinkTelegram
from serving.core.account.offer_log_in_code import OfferLogInCode
from serving.core.identity import Actor, Platform, StudentId, TelegramId
from serving.core.registration.register_by_telegram import RegisterByTelegram
from tests.core.test_telegram_proof import NOW, TOKEN, init_data, widget
from tests.support.banks import Bank
from tests.support.rest import ANNA, Student, client, problem, registered, settings

pytestmark = pytest.mark.anyio

SENDER = TelegramId(279058397)
PROFILE = {name: value for name, value in ANNA.items() if name not in {"email", "password"}}


@pytest.fixture
async def app(postgres_url: str, bank: Bank) -> AsyncIterator[FastAPI]:
    app = create_app(settings(postgres_url, bot_token=TOKEN, bot_name="apo_bot"))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with client(app) as http:
        yield http


@pytest.fixture
def container(app: FastAPI) -> AsyncContainer:
    """Where the bot gets its use cases from."""
    container: AsyncContainer = app.state.dishka_container
    return container


def fresh() -> str:
    return init_data(auth_date=str(int(time())))


async def joined(container: AsyncContainer) -> StudentId:
    async with container() as update:
        return await (await update.get(RegisterByTelegram))(SENDER, PROFILE)


async def linked(container: AsyncContainer, nonce: str, sender: TelegramId = SENDER) -> StudentId:
    async with container() as update:
        return await (await update.get(LinkTelegram))(nonce, sender)


async def shown_code(container: AsyncContainer, student_id: StudentId) -> str:
    async with container() as update:
        offered = await (await update.get(OfferLogInCode))(Actor(student_id, Platform.TELEGRAM))
        return offered.code


async def test_who_joined_in_telegram_enters_the_mini_app(
    http: AsyncClient, container: AsyncContainer
) -> None:
    student_id = await joined(container)
    tokens = await http.post("/v1/auth/telegram", json={"init_data": fresh()})
    assert (tokens.status_code, tokens.json()["student_id"]) == (200, student_id)
    me = await Student(http, student_id, tokens.json()["access_token"], "").send("GET", "/me")
    assert (me.json()["telegram_linked"], me.json()["email"]) == (True, None)
    widget_of_today = widget(auth_date=int(time()))
    assert (await http.post("/v1/auth/telegram", json=widget_of_today)).status_code == 200


async def test_what_telegram_did_not_just_sign_is_refused(
    http: AsyncClient, container: AsyncContainer
) -> None:
    await joined(container)
    old = {"init_data": init_data(auth_date=str(int(NOW.timestamp()) - 86400))}
    for body in (old, {"init_data": fresh() + "&a=b"}, {"init_data": ""}, widget(auth_date=1)):
        assert problem(await http.post("/v1/auth/telegram", json=body)) == (401, "telegram_refused")
    bodies: list[object] = [{}, [], {"id": "1"}, {"init_data": 5}, {"init_data": "", "id": 5}]
    for malformed in bodies:
        assert problem(await http.post("/v1/auth/telegram", json=malformed)) == (422, "invalid_request")


async def test_a_stranger_of_telegram_has_to_register(http: AsyncClient) -> None:
    response = await http.post("/v1/auth/telegram", json={"init_data": fresh()})
    assert problem(response) == (404, "telegram_unknown")


async def test_a_code_of_the_bot_logs_in_once(http: AsyncClient, container: AsyncContainer) -> None:
    student_id = await joined(container)
    earlier, code = await shown_code(container, student_id), await shown_code(container, student_id)
    assert problem(await http.post("/v1/auth/code", json={"code": earlier})) == (401, "code_refused")
    response = await http.post("/v1/auth/code", json={"code": code.lower()})
    assert response.json()["student_id"] == student_id
    assert problem(await http.post("/v1/auth/code", json={"code": code})) == (401, "code_refused")


async def test_five_wrong_codes_pause_the_address(http: AsyncClient, container: AsyncContainer) -> None:
    code = await shown_code(container, await joined(container))
    for wrong in ("", "AAAA-AAAA", "x" * 500, "ключ-кода", "'--"):
        assert (await http.post("/v1/auth/code", json={"code": wrong})).status_code == 401
    paused = await http.post("/v1/auth/code", json={"code": code})
    assert problem(paused) == (429, "too_many_attempts")
    assert int(paused.headers["Retry-After"]) > 800


async def test_a_link_opened_in_telegram_links_once(http: AsyncClient, container: AsyncContainer) -> None:
    anna = await registered(http)
    url = str((await anna.send("POST", "/me/telegram")).json()["url"])
    assert url.startswith("https://t.me/apo_bot?start=link_")
    assert len(url.partition("start=")[2]) <= 64
    nonce = url.partition("link_")[2]
    assert await linked(container, nonce) == anna.id
    with pytest.raises(CodeRefused):
        await linked(container, nonce)
    assert (await http.post("/v1/auth/telegram", json={"init_data": fresh()})).json()["student_id"] == anna.id


async def test_a_telegram_account_is_of_one_student(http: AsyncClient, container: AsyncContainer) -> None:
    await joined(container)
    anna = await registered(http)
    nonce = str((await anna.send("POST", "/me/telegram")).json()["url"]).partition("link_")[2]
    with pytest.raises(TelegramTaken):
        await linked(container, nonce)
    assert await linked(container, nonce, TelegramId(5)) == anna.id  # the link is not spent by a refusal


async def test_telegram_is_unlinked_unless_it_is_the_last_way_in(
    http: AsyncClient, container: AsyncContainer
) -> None:
    anna = await registered(http)
    nonce = str((await anna.send("POST", "/me/telegram")).json()["url"]).partition("link_")[2]
    await linked(container, nonce)
    assert (await anna.send("DELETE", "/me/telegram")).status_code == 204
    assert (await anna.send("GET", "/me")).json()["telegram_linked"] is False
    code = await shown_code(container, await joined(container))
    tokens = (await http.post("/v1/auth/code", json={"code": code})).json()
    boris = Student(http, tokens["student_id"], tokens["access_token"], "")
    assert problem(await boris.send("DELETE", "/me/telegram")) == (409, "last_way_in")
