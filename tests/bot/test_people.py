"""Whatever a person does, he is told once what came of it."""

import asyncio
from pathlib import Path

import pytest
from psycopg.types.json import Jsonb

from tests.bot.conftest import talking
from tests.support.banks import ONE, Bank
from tests.support.chats import Person
from tests.support.enrolled import in_training, student
from tests.support.fake_chats import BOT_ID

pytestmark = pytest.mark.anyio


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
