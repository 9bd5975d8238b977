"""Whatever fails between a student, Telegram, the bot and PostgreSQL: nothing is lost, no answer doubled."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import Connection
from psycopg.types.json import Jsonb

from tests.bot.conftest import talking
from tests.delivery.test_channels import until
from tests.support.banks import ONE, YES_NO, Bank, released_bank
from tests.support.chats import Person
from tests.support.cut_off import way_to
from tests.support.fake_telegram import BOT_ID, FakeTelegram, Fault

pytestmark = pytest.mark.anyio

IN_TRANSACTION = (
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'"
)


def student(connection: Connection, telegram_id: int) -> None:
    connection.execute(
        "insert into students"
        " (telegram_id, name, surname, grade, school, region, subject, origin, consented_at)"
        " values (%s, 'Анна', 'Иванова', '9', 'Лицей', 'Томская область', 'geography', 'real', now())",
        (telegram_id,),
    )


async def in_training(telegram: FakeTelegram, telegram_id: int, bank: Bank) -> Person:
    """With a question before him, and the bot at rest."""
    person = Person(telegram, telegram_id)
    await person.say("/train", "Какой предмет?")
    await person.choose("География", "Как тренируемся?")
    await person.choose("Соревнование", "Вопрос 1")
    async with asyncio.timeout(60):
        while bank.value("select count(*) from telegram_updates where done_at is null"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return person


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Bank]:
    with released_bank(postgres_url) as bank:
        bank.add_many(30, YES_NO)
        yield bank


async def test_twenty_taps_at_once_are_one_answer_and_each_tap_is_answered(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    student(bank.connection, 1)
    async with talking(postgres_url, tmp_path) as (telegram, _):
        anna = await in_training(telegram, 1, bank)
        queries = [anna.tap("Да") for _ in range(20)]
        toasts = [await anna.answered(query) for query in queries]
        await anna.until("Верно")
        assert telegram.queries == {}
        assert toasts[0] == ""
        assert all(toasts[1:])
    assert bank.value("select count(*) from answers") == 1


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


async def test_whatever_a_person_sends_he_is_told_what_is_understood(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    student(bank.connection, 1)
    async with talking(postgres_url, tmp_path) as (telegram, _):
        anna = await in_training(telegram, 1, bank)
        number = telegram.next_number("message")
        sticker = {
            "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
            "is_animated": False, "is_video": False,
        }  # fmt: skip
        telegram.inject(
            message={
                "message_id": number,
                "date": 1,
                "chat": anna.chat,
                "from": anna.user,
                "sticker": sticker,
            }
        )
        await anna.until("Я понимаю текст и кнопки")
        await anna.say("ы" * 4096, "Не понял ответ")
        await anna.say("/nosuchcommand", "Я понимаю текст и кнопки")
        old = anna.messages()[0]
        assert await anna.answered(anna.press("zz:1", old)) != ""
        stale = await anna.answered(anna.press(f"a1:{'0' * 32}:1", old))
        assert stale.startswith("Этот вопрос уже отвечен")
        stranger = Person(telegram, 99)
        await stranger.say("привет", "/start")
        await stranger.say("/train", "/start")
    assert bank.value("select count(*) from answers") == 0


async def test_who_blocks_the_bot_is_noted_and_who_comes_back_is_served(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    student(bank.connection, 1)
    async with talking(postgres_url, tmp_path) as (telegram, _):
        anna = Person(telegram, 1)
        await anna.say("/help", "Как это устроено")
        telegram.blocked.add(1)
        anna.write("/me")
        await blocked(bank, True)
        telegram.blocked.clear()
        await anna.say("/me", "9 класс")
        await blocked(bank, False)
        member = {"user": {"id": BOT_ID, "is_bot": True, "first_name": "АПО"}}
        telegram.inject(
            my_chat_member={
                "chat": anna.chat,
                "from": anna.user,
                "date": 1,
                "old_chat_member": member | {"status": "member"},
                "new_chat_member": member | {"status": "kicked", "until_date": 0},
            }
        )
        await blocked(bank, True)


async def test_a_decided_report_is_told_in_the_chat_once(
    bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    student(bank.connection, 1)
    async with talking(postgres_url, tmp_path) as (telegram, _):
        anna = Person(telegram, 1)
        await anna.say("/help", "Как это устроено")
        facts = {"question_id": 1, "version": 1, "text": ONE.text, "decision": "quarantine"}
        bank.connection.execute(
            "insert into inbox_messages (student_id, kind, facts, created_at)"
            " select id, 'report_decided', %s, now() from students",
            (Jsonb(facts),),
        )
        await anna.until("Кафедра согласна")
        await asyncio.sleep(2.5)
        told = [message for message in anna.messages() if "Кафедра" in message.get("text", "")]
        assert len(told) == 1
    assert bank.value("select count(*) from inbox_messages where read_at is null") == 0


async def blocked(bank: Bank, expected: bool) -> None:
    async with asyncio.timeout(60):
        while bank.value("select blocked_at is not null from telegram_chats") != expected:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def text_of(person: int, text: str) -> dict[str, object]:
    user = {"id": person, "is_bot": False, "first_name": "Студент"}
    return {"message_id": 1, "date": 1, "chat": {"id": person, "type": "private"}, "from": user, "text": text}
