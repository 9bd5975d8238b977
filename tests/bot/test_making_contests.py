"""Who makes contests does it in the chat, and takes away as spreadsheets what came of them."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from serving.core.questions import QuestionId
from tests.api.test_exports import writing
from tests.bot.conftest import BotProcess, talking
from tests.support.banks import YES_NO, Bank, released_bank
from tests.support.chats import Json, Person, shown, titles
from tests.support.contest_dialogues import TYPED, duels_are_made_and_joined, gets_its_conditions, on_the_last
from tests.support.contests import end, passes
from tests.support.enrolled import student

pytestmark = pytest.mark.anyio
BOSS, DEPARTMENT, ANNA = 1, 2, 3
START = datetime(2040, 9, 1, 7, tzinfo=UTC)
QUESTIONS = [QuestionId(number) for number in range(1, 6)]
GRANTED = """
insert into roles (student_id, role, subjects)
select id, 'admin', '{}'::text[] from students where telegram_id = 1
union all
select id, 'department', '{geography}' from students where telegram_id = 2
"""


async def test_a_contest_is_made_announced_held_published_marked_again_and_taken_away(
    postgres_url: str, tmp_path: Path
) -> None:
    with released_bank(postgres_url) as bank:
        bank.add_many(len(QUESTIONS), YES_NO)
        bank.connection.execute("insert into subjects values ('biology', 'Биология')")
        for number in (BOSS, DEPARTMENT, ANNA):
            student(bank.connection, number)
        bank.connection.execute(GRANTED)
        async with talking(postgres_url, tmp_path) as (telegram, bot):
            boss, anna = Person(telegram, BOSS), Person(telegram, ANNA)
            await is_made(boss, bot)
            await gets_its_conditions(boss, bank)
            await is_announced(boss, anna)
            passes(bank, seconds=(START - datetime.now(UTC) + timedelta(minutes=1)).total_seconds())
            await is_held(anna)
            await is_finished_early(boss)
            passes(bank, seconds=3)
            await end(postgres_url)
            await is_published(boss, anna)
            await is_marked_again(boss, anna, bank)
            async with writing(postgres_url, tmp_path / "files"):
                await is_taken_away(Person(telegram, DEPARTMENT))
            await duels_are_made_and_joined(anna, Person(telegram, BOSS))
        actions = "select array_agg(action order by id) from audit"
        assert bank.value(actions) == [
            "draft_contest",
            *["change_contest"] * (len(TYPED) + 2 + 5),
            *("announce_contest", "finish_contest", "publish_results", "rejudge_contest"),
            *("export", "export"),
        ]


async def is_made(boss: Person, bot: BotProcess) -> None:
    """With a restart in the middle: what was written is kept."""
    await boss.say("/me", "9 класс")
    await boss.choose("🏁 Конкурсы", "Пока ни одного")
    await boss.choose("Новый", "Как назвать конкурс?")
    await boss.say("т" * 121, "Название — одна строка")
    await boss.say("Кубок рек", "По какому предмету?")
    await boss.choose("География", "Какие вопросы?")
    await boss.say("много", "Нужно число от 1 до 500")
    await boss.say("4", "Когда начало?")
    bot.kill()
    bot.start()
    await boss.say("вечером", "Не понял время")
    await boss.say("01.09.2040 10:00", "Когда конец?")
    await boss.say("01.09.2040 09:00", "Конец должен быть позже начала")
    page = await boss.say("120", "Кубок рек · готовится")
    assert shown(page).splitlines()[1:] == [
        "Начало: 1 сентября, 10:00 по Москве",
        "Конец: 1 сентября, 12:00 по Москве",
        "Вопросов: 0",
        "Вопросы: 4 вопроса из всего предмета",
    ]


async def is_announced(boss: Person, anna: Person) -> None:
    await anna.say("/contests", "Конкурсов пока нет")
    page = await boss.choose("📢 Объявить", "Кубок рек · скоро начнётся")
    assert "Вопросов: 4" in shown(page)
    assert titles(await on_the_last(boss, "Условия", "Код входа: весна")) == ["◀ К конкурсу"]
    await on_the_last(boss, "◀ К конкурсу", "скоро начнётся")
    await anna.say("/start c_1", "Кубок рек · скоро начнётся")


async def is_held(anna: Person) -> None:
    """With one right answer; who has begun is not asked for the code again."""
    await anna.say("/contests", "Выбери")
    await anna.choose("Кубок рек", "идёт")
    await anna.choose("Участвовать", "нужен код")
    await anna.say("весна", "Вопрос ")
    last = anna.messages()[-1]["message_id"]
    await anna.choose("Участвовать", "Вопрос ", after=last)
    await anna.choose("Да", "Ответ принят")
    ended = await anna.choose("Закончить попытку", "Попытка закончена")
    assert titles(ended) == ["🏆 Таблица"]


async def is_finished_early(boss: Person) -> None:
    await boss.choose("Обновить", "Кубок рек · идёт")
    await boss.choose("Закончить раньше", "Закончить конкурс сейчас?")
    await boss.choose("◀ К конкурсу", "Кубок рек · идёт")
    await boss.choose("Закончить раньше", "Закончить конкурс сейчас?")
    await boss.choose("Да, закончить", "Кубок рек · закончен, итоги подводятся")


async def is_published(boss: Person, anna: Person) -> None:
    page = await boss.choose("Обновить", "Кубок рек · закончен, итоги подводятся")
    assert "🏆 Опубликовать итоги" in titles(page)
    await boss.choose("Пересчитать", "пересчитывать нечего")
    await boss.choose("◀ К конкурсу", "итоги подводятся")
    page = await boss.choose("Опубликовать итоги", "Кубок рек · закончен\n")
    assert "🏆 Опубликовать итоги" not in titles(page)
    await anna.until("Итоги конкурса «Кубок рек»: место 1 из 1, 1 балл.")


async def is_marked_again(boss: Person, anna: Person, bank: Bank) -> None:
    for question in QUESTIONS:
        corrected = YES_NO.model_copy(update={"key": False})
        bank.change(question, corrected, version=2, statistical_version=2)
    weighed = shown(await boss.choose("Пересчитать", "Пока ничего не изменено"))
    assert weighed.splitlines()[1:] == [
        "Исправлено: 4 вопроса. Изменятся оценки: 1 ответ.",
        "Сдвинутся: 1 участник.",
    ]
    assert bank.value("select points from contest_attempts") == 1
    await boss.choose("Да, пересчитать", "Пересчитано: 1 ответ")
    assert bank.value("select points from contest_attempts") == 0
    await anna.until("Конкурс «Кубок рек» проверен по исправленным ответам.\nТвой счёт: −1 балл.")


async def is_taken_away(teacher: Person) -> None:
    """By its department, which sees what is of its subject."""
    page = await teacher.say("/me", "9 класс")
    assert "📣 Рассылки" not in titles(page)
    await teacher.choose("🏁 Конкурсы", "Новые сверху")
    await teacher.choose("Кубок рек", "Начало: ")
    await teacher.choose("Места в конкурсе", "Собираю")
    places = await teacher.until("Места в конкурсе · 1 строка")
    rows = list(workbook(teacher, places).worksheets[0].values)
    assert rows[1][rows[0].index("Баллы")] == 0
    menu = await teacher.say("/exports", "Что выгрузить")
    assert titles(menu) == ["📊 Статистика вопросов", "📚 Банк вопросов"]
    choice = await teacher.choose("Банк вопросов", "По какому предмету?")
    assert titles(choice) == ["География"]
    await teacher.choose("География", "Собираю")
    await teacher.until("Банк вопросов · 5 строк")


def workbook(person: Person, message: Json) -> Workbook:
    return load_workbook(BytesIO(person.telegram.files[message["document"]["file_id"]]), read_only=True)
