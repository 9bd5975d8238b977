"""Whatever fails between a student, Telegram, the bot and PostgreSQL: nothing is lost, no answer doubled."""

import asyncio
from pathlib import Path

import pytest

from tests.bot.conftest import talking
from tests.delivery.test_channels import until
from tests.support.banks import Bank
from tests.support.chats import Person
from tests.support.cut_off import way_to
from tests.support.enrolled import in_training, student
from tests.support.fake_telegram import Fault

pytestmark = pytest.mark.anyio
IN_TRANSACTION = (
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'"
)


async def test_a_killed_bot_handles_every_update_after_its_restart_and_answers_once(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    people = range(1, 9)
    for number in people:
        student(bank.connection, number)
    async with talking(postgres_url, tmp_path, per_second=0) as (telegram, bot):
        anna = await in_training(telegram, 1, bank)
        anna.tap("Да")
        for number in people:
            Person(telegram, number).write("/me")
        await asyncio.sleep(0.15)
        bot.kill()
        bot.start()
        for number in people:
            await Person(telegram, number).until("9 класс")
        await anna.until("Верно")
        bot.kill()
        Person(telegram, 3).write("/help")
        bot.start()
        await Person(telegram, 3).until("Как это устроено")
        assert await asyncio.to_thread(bot.stop) == 0  # the fake answers in this thread
    assert bank.value("select count(*) from answers") == 1
    assert bank.value("select count(*) from telegram_updates where done_at is null") == 0
    assert bank.value("select count(*) from telegram_updates where body <> '{}'") == 0


async def test_refusals_failures_and_lost_answers_of_telegram_are_survived(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    student(bank.connection, 1)
    async with talking(postgres_url, tmp_path) as (telegram, _):
        anna = await in_training(telegram, 1, bank)
        telegram.faults += [
            Fault("editMessageText", code=429, retry_after=1),
            Fault("editMessageText", code=502),
            Fault("answerCallbackQuery", code=500),
            Fault("editMessageText", lost=True),
            Fault("getUpdates", times=2, code=502),
            Fault("sendMessage", code=429, retry_after=1),
        ]
        await anna.choose("Да", "Верно")
        await anna.choose("Дальше", "Вопрос 2")
        assert [fault for fault in telegram.faults if fault.times] == []
    assert bank.value("select count(*) from answers") == 1


async def test_no_transaction_is_open_while_telegram_does_not_answer(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    """Whoever reads, asks, answers, or is refused: his connection waits for nothing."""
    said = ("/me", "/train", "/stats", "/top", "/plan", "/filters", "/mistakes", "/login")
    for number in range(1, len(said) + 2):
        student(bank.connection, number)
    async with talking(postgres_url, tmp_path, per_second=0) as (telegram, _):
        anna = await in_training(telegram, len(said) + 1, bank)
        telegram.faults += [
            Fault(method, times=20, hangs=1.5)
            for method in ("sendMessage", "editMessageText", "answerCallbackQuery")
        ]
        anna.tap("Да")
        for number, text in enumerate(said, 1):
            Person(telegram, number).write(text)
        await until(lambda: telegram.hanging == len(said) + 1, 20)
        assert bank.value(IN_TRANSACTION) == 0
        await anna.until("Верно")
        assert bank.value(IN_TRANSACTION) == 0
    assert bank.value("select count(*) from answers") == 1


async def test_while_postgresql_is_away_updates_wait_and_then_all_are_handled(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    for number in (1, 2):
        student(bank.connection, number)
    async with way_to(postgres_url) as way, talking(way.url, tmp_path) as (telegram, _):
        anna = await in_training(telegram, 1, bank)
        way.cut()
        anna.tap("Да")
        Person(telegram, 2).write("/me")
        await asyncio.sleep(3)
        way.mend()
        await anna.until("Верно")
        await Person(telegram, 2).until("9 класс")
    assert bank.value("select count(*) from answers") == 1


async def test_a_second_bot_is_refused_and_one_whose_token_is_polled_elsewhere_gives_up(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    async with talking(postgres_url, tmp_path) as (telegram, bot):
        first = bot.process
        bot.start()
        second, bot.process = bot.process, first
        assert second is not None
        assert await asyncio.to_thread(second.wait, 60) == 2
        assert "another process of this bot runs already" in bot.log.read_text()
        telegram.faults.append(Fault("getUpdates", times=99, code=409))
        telegram.inject(message=text_of(7, "/help"))
        assert first is not None
        assert await asyncio.to_thread(first.wait, 60) == 2
        assert "another program polls with the same APO_BOT_TOKEN" in bot.log.read_text()


def text_of(person: int, text: str) -> dict[str, object]:
    user = {"id": person, "is_bot": False, "first_name": "Студент"}
    return {"message_id": 1, "date": 1, "chat": {"id": person, "type": "private"}, "from": user, "text": text}
