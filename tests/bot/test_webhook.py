"""Telegram brings updates to the bot's address: the same inbox, the same promises."""

import asyncio
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from pipelines.local.ports import LOOPBACK, free_port
from tests.bot.conftest import BotProcess, talking
from tests.delivery.test_channels import until
from tests.support.banks import YES_NO, Bank, released_bank
from tests.support.chats import Person, shown
from tests.support.cut_off import way_to
from tests.support.enrolled import in_training, student
from tests.support.fake_telegram import FakeTelegram

pytestmark = pytest.mark.anyio

PEOPLE = range(1, 7)
URL = "https://apo.example.org/telegram/updates"
OPEN = "select count(*) from telegram_updates where done_at is null"
SAID = ("/top", "/plan", "/me", "/stats", "/help", "/contests")
REPLIES = ("По какому предмету?", "Для какого предмета?", "Иванова Анна", "По какому предмету?",
           "Как это устроено", "Конкурсов пока нет")  # fmt: skip


async def test_what_is_brought_is_stored_handled_and_asked_for_by_its_secret(
    postgres_url: str, tmp_path: Path
) -> None:
    port = free_port()
    with released_bank(postgres_url) as bank:
        bank.add(YES_NO)
        for number in PEOPLE:
            student(bank.connection, number)
        async with (
            way_to(postgres_url) as way,
            talking(
                way.url,
                tmp_path,
                per_second=0,
                proxies=(f"http://{LOOPBACK}:{port}",),
                BOT_WEBHOOK_URL=URL,
                BOT_WEBHOOK_PORT=str(port),
            ) as (telegram, bot),
        ):
            anna = Person(telegram, 1)
            await anna.say("/me", "9 класс")
            assert telegram.outcomes["getupdates:200"] == 0
            await others_are_refused(telegram)
            way.cut()
            anna.write("/plan")
            await until(lambda: telegram.outcomes["webhook:503"] > 0, 20)
            way.mend()
            await anna.until("Для какого предмета?")
            for number in PEOPLE:
                Person(telegram, number).write("/top")
            await anna.until("По какому предмету?")
            bot.kill()
            anna.write("/help")
            bot.start()
            await until(lambda: telegram.outcomes["setwebhook:200"] == 2, 90)
            for number in PEOPLE:
                await Person(telegram, number).until("По какому предмету?")
            await anna.until("Как это устроено")
            assert await asyncio.to_thread(bot.stop) == 0  # the fake answers in this thread
            assert telegram.webhook is not None
        assert bank.value(OPEN) == 0
        assert bank.value("select count(*) from telegram_updates") == 1 + 1 + len(PEOPLE) + 1


async def test_two_processes_share_the_updates_without_doubling_or_disordering_any(
    postgres_url: str, tmp_path: Path
) -> None:
    """Each person's updates go to the two by turns; then one of them is killed with some of them."""
    first, second = free_port(), free_port()
    proxies = tuple(f"http://{LOOPBACK}:{port}" for port in (first, second))
    with released_bank(postgres_url) as bank:
        bank.add_many(5, YES_NO)
        for number in PEOPLE:
            student(bank.connection, number)
        async with talking(
            postgres_url,
            tmp_path,
            per_second=0,
            proxies=proxies,
            BOT_WEBHOOK_URL=URL,
            BOT_WEBHOOK_PORT=str(first),
        ) as (telegram, bot):
            other = BotProcess({**bot.environment, "APO_BOT_WEBHOOK_PORT": str(second)}, bot.log)
            other.start()
            try:
                await until(lambda: telegram.outcomes["setwebhook:200"] == 2, 120)
                await nothing_doubles(telegram)
                await one_answer(telegram, bank)
                for number in PEOPLE:
                    Person(telegram, number).write("/login")
                await until(lambda: not telegram.updates, 30)
                other.kill()
                for number in PEOPLE:
                    await Person(telegram, number).until("Код для входа")
                await until(lambda: bank.value(OPEN) == 0, 30)
            finally:
                other.kill()
        assert bank.value("select count(*) from answers") == 1


async def nothing_doubles(telegram: FakeTelegram) -> None:
    people = [Person(telegram, number) for number in PEOPLE]
    for text in SAID:
        for person in people:
            person.write(text)
    for person in people:
        await person.until(REPLIES[-1])
        for message, reply in zip(person.messages(), REPLIES, strict=True):
            assert reply in shown(message)


async def one_answer(telegram: FakeTelegram, bank: Bank) -> None:
    anna = await in_training(telegram, 1, bank)
    toasts = [await anna.answered(query) for query in [anna.tap("Да") for _ in range(20)]]
    await anna.until("Верно")
    assert toasts.count("") == 1


async def others_are_refused(telegram: FakeTelegram) -> None:
    assert telegram.webhook is not None
    update = {"update_id": 777, "message": {}}
    right = {"X-Telegram-Bot-Api-Secret-Token": telegram.webhook.secret}
    wrong = {"X-Telegram-Bot-Api-Secret-Token": "a" * 64}
    async with httpx.AsyncClient() as stranger:
        post = stranger.post
        assert (await post(telegram.webhook.address, json=update)).status_code == HTTPStatus.UNAUTHORIZED
        for headers, status in ((wrong, HTTPStatus.UNAUTHORIZED), (right, HTTPStatus.BAD_REQUEST)):
            answer = await post(telegram.webhook.address, json=update, headers=headers)
            assert answer.status_code == status
        elsewhere = telegram.webhook.address.replace("/updates", "")
        assert (await post(elsewhere, json=update, headers=right)).status_code == HTTPStatus.NOT_FOUND
