"""What a student chooses in his account, and where links lead: one bot for the module's dialogue."""

from pathlib import Path

import pytest
from psycopg.types.json import Jsonb

from serving.core.questions import QuestionId
from tests.bot.conftest import talking
from tests.support.banks import OPEN, YES_NO, Bank, released_bank
from tests.support.chats import Person, buttons, shown
from tests.support.enrolled import student
from tests.support.fake_telegram import FakeTelegram

pytestmark = pytest.mark.anyio


async def test_a_student_chooses_in_his_account_and_follows_links(postgres_url: str, tmp_path: Path) -> None:
    with released_bank(postgres_url) as bank:
        first, second = bank.add(YES_NO), bank.add(OPEN)
        student(bank.connection, 1)
        async with talking(postgres_url, tmp_path) as (telegram, _):
            await chooses_a_time_zone(Person(telegram, 1), bank)
            await turns_broadcasts_off_and_on(Person(telegram, 1), bank)
            await reads_english_and_russian_again(Person(telegram, 1), telegram, bank)
            await opens_a_question_and_sends_it_on(Person(telegram, 1), second, bank)
            await a_stranger_registers_and_goes_on_to_the_question(telegram, first)


async def chooses_a_time_zone(anna: Person, bank: Bank) -> None:
    assert "Часовой пояс: Москва" in shown(await anna.say("/me", "9 класс"))
    await anna.choose("Часовой пояс", "Где ты живёшь?")
    await anna.choose("Владивосток", "Часовой пояс: Владивосток, МСК+7")
    assert bank.value("select time_zone from students") == "Asia/Vladivostok"
    await anna.choose("Код для входа", "Владивосток, МСК+7).")


async def turns_broadcasts_off_and_on(anna: Person, bank: Bank) -> None:
    await anna.choose("Не присылать рассылки", "Рассылки не приходят")
    assert bank.value("select count(*) from broadcast_opt_outs") == 1
    await anna.choose("Присылать рассылки", "Рассылки приходят")
    assert bank.value("select count(*) from broadcast_opt_outs") == 0


async def reads_english_and_russian_again(anna: Person, telegram: FakeTelegram, bank: Bank) -> None:
    await anna.choose("English", "Time zone: Vladivostok, MSK+7")
    assert bank.value("select language from telegram_chats") == "en"
    [*_, (_, menu)] = [call for call in telegram.calls if call[0] == "setmycommands"]
    assert '"chat_id":1' in menu["scope"].replace(" ", "")
    assert "Repeat mistakes" in menu["commands"]
    await anna.say("/train", "Which subject?")
    await anna.choose("География", "How shall we train?")
    question = await anna.choose("Free training", "Question 1 · География")
    await anna.say("no" if "Каспий" in shown(question) else "каспий", "in all · streak")
    right = "Куда" in shown(question)
    await anna.say("/stop", "1 answer in a row" if right else "No series of right answers yet.")
    tell_a_decision(bank)
    await anna.until("The department agrees")
    await anna.say("/stats", "In which subject?")
    await anna.choose("География", "Answers of 30 days")
    await anna.say("/me", "grade 9")
    await anna.choose("Русский", "Часовой пояс: Владивосток")


def tell_a_decision(bank: Bank) -> None:
    facts = {"question_id": 1, "version": 1, "text": YES_NO.text, "decision": "quarantine"}
    bank.connection.execute(
        "insert into inbox_messages (student_id, kind, facts, created_at)"
        " select id, 'report_decided', %s, now() from students",
        (Jsonb(facts),),
    )


async def opens_a_question_and_sends_it_on(anna: Person, question: QuestionId, bank: Bank) -> None:
    await anna.say(f"/start q_{question}", "Куда впадает Волга?")
    answered = await anna.say("каспий", "Верно!")
    assert "В этом режиме баллы не начисляются" in shown(answered)
    [address] = [button["url"] for button in buttons(answered) if "url" in button]
    assert address.endswith(f"apo_test_bot%3Fstart%3Dq_{question}")
    assert bank.value("select selection from serves order by served_at desc limit 1") == "link"
    bank.retire(question)
    await anna.say(f"/start q_{question}", "Такого вопроса больше нет")
    await anna.say("/start q_999999", "Такого вопроса больше нет")
    await anna.say("/start something", "С возвращением")


async def a_stranger_registers_and_goes_on_to_the_question(
    telegram: FakeTelegram, question: QuestionId
) -> None:
    boris = Person(telegram, 2)
    await boris.say(f"/start q_{question}", "Согласие")
    await boris.choose("Принимаю", "Фамилия?")
    await boris.say("Петров", "Имя?")
    await boris.say("Борис", "Отчество?")
    await boris.choose("Пропустить", "В каком ты классе?")
    await boris.choose("11", "Школа?")
    await boris.say("Лицей", "Регион?")
    await boris.say("Томская область", "Какой предмет")
    await boris.choose("География", "Проверь")
    await boris.choose("Всё верно", "Рады знакомству, Борис")
    await boris.choose("К вопросу по ссылке", "Волга впадает в Каспий?")
