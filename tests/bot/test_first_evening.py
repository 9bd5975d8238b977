"""A whole first evening with the bot, as it stands on the student's screen, in both languages."""

import json
from collections import Counter
from pathlib import Path

import pytest

from serving.files import open_files
from tests.bot.conftest import talking
from tests.support.banks import released_bank
from tests.support.chats import Person
from tests.support.enrolled import student
from tests.support.evenings import QUESTIONS, Evening, prepare

pytestmark = pytest.mark.anyio

HERE = Path(__file__).parent


async def test_a_student_registers_filters_trains_reports_and_sees_his_place(
    postgres_url: str, tmp_path: Path
) -> None:
    with released_bank(postgres_url) as bank:
        student(bank.connection, 1)
        prepare(bank, open_files(str(tmp_path / "files")))
        async with talking(postgres_url, tmp_path, per_second=0) as (telegram, bot):
            anna, ivan = Person(telegram, 1001), Person(telegram, 1002)
            evening = Evening(bank, Person(telegram, 1))
            await evening.release()
            await register(anna)
            await filter_first(anna)
            await compete(anna, evening)
            await look_around(anna)
            await in_english(ivan)
            assert telegram.queries == {}
        assert bank.value("select count(*) from answers") == len(QUESTIONS) + 1
        assert bank.value("select count(*) from reports") == 1
    assert {outcome for _, outcome in handlers(bot.log)} == {"ok"}
    reads_as(anna, "first_evening.txt")
    reads_as(ivan, "first_evening_in_english.txt")


def reads_as(person: Person, name: str) -> None:
    transcript = "\n\n".join(person.transcript) + "\n"
    assert transcript == (HERE / name).read_text(encoding="utf-8")


async def register(anna: Person) -> None:
    await anna.say("/start", "Согласие")
    await anna.choose("Принимаю", "Фамилия?")
    await anna.say("Иванова", "Имя?")
    await anna.choose("Назад", "1 из 7")
    await anna.say("Иванова", "Имя?")
    await anna.say("Анна", "Отчество?")
    await anna.choose("Пропустить", "В каком ты классе?")
    await anna.choose("9", "Школа?")
    await anna.say("Лицей № 1", "Регион?")
    await anna.say("Алтай", "Какой регион имеется в виду?")
    await anna.choose("Алтайский край", "Какой предмет")
    await anna.choose("Экономика", "Проверь")
    await anna.choose("Всё верно", "Рады знакомству")


async def filter_first(anna: Person) -> None:
    """One theme, and its only question; then everything again."""
    await anna.say("/filters", "Для какого предмета?")
    await anna.choose("Экономика", "Фильтры")
    await anna.choose("Темы", "ничего не отмечено")
    await anna.choose("☐ спрос", "☑ спрос")
    await anna.choose("К фильтрам", "Темы (1)")
    await anna.choose("Тренироваться", "Как тренируемся?")
    await anna.choose("Свободная тренировка", "Вопрос 1 · Экономика")
    await anna.choose("Б", "Верно!")
    await anna.choose("Закончить", "Тренировка закончена")
    await anna.say("/filters", "Для какого предмета?")
    await anna.choose("Экономика", "Темы (1)")
    await anna.choose("Сбросить всё", "Темы\nИсточники")


async def compete(anna: Person, evening: Evening) -> None:
    await evening.release()
    await anna.choose("Тренироваться", "Как тренируемся?")
    await anna.choose("Соревнование", "Кто выпускает рубли?")
    await anna.choose("Б", "Всего 3 балла")
    await asks(anna, evening, 2)
    await anna.choose("Да", "Всего 4 балла")
    await asks(anna, evening, 3)
    await anna.say("Монополия", "Всего 11 баллов")
    await asks(anna, evening, 4)
    await anna.say("20,0", "Всего 18 баллов")
    await asks(anna, evening, 5)
    await anna.choose("☐ А", "☑ А")
    await anna.choose("☐ Б", "☑ Б")
    await anna.choose("Ответить (2)", "Цена самого товара")
    await asks(anna, evening, 6)
    await anna.choose("А", "Всего 21 балл")
    await asks(anna, evening, 7)
    await anna.say("наверное", "Не понял ответ")
    await anna.say("да", "Неверно")
    await asks(anna, evening, 8)
    await anna.say("а, в", "Всего 26 баллов")
    await asks(anna, evening, 9)
    await anna.choose("В", "Верный ответ: А) эластичность спроса")
    await anna.choose("Ошибка в вопросе", "Что не так")
    await anna.choose("Непонятно", "Напиши пару слов")
    await anna.say("Не сказано, чья это эластичность", "Спасибо!")
    await anna.say("/stop", "Тренировка закончена")


async def asks(anna: Person, evening: Evening, number: int) -> None:
    await evening.release()
    await anna.choose("Дальше", f"Вопрос {number} · Экономика")


async def look_around(anna: Person) -> None:
    await anna.say("/stats", "По какому предмету?")
    await anna.choose("Экономика", "Ответы за 30 дней")
    await anna.say("/top", "По какому предмету?")
    await anna.choose("Экономика", "Твоё место")
    await anna.say("/mistakes", "Какой предмет?")
    await anna.choose("Экономика", "повторять нечего")
    await anna.say("/me", "Иванова Анна")


async def in_english(ivan: Person) -> None:
    await ivan.say("/start", "Согласие")
    await ivan.choose("English", "Consent")
    await ivan.choose("I agree", "Surname?")
    await ivan.say("Smirnov", "First name?")
    await ivan.say("Ivan", "Patronymic?")
    await ivan.choose("Skip", "Which grade")
    await ivan.choose("11", "School?")
    await ivan.say("Lyceum 1", "Region of Russia?")
    await ivan.say("Томская область", "Which subject")
    await ivan.choose("Экономика", "Check that all is right")
    await ivan.choose("All right", "Nice to meet you, Ivan!")
    await ivan.say("/filters", "For which subject?")
    await ivan.choose("Экономика", "Filters")
    await ivan.choose("Themes", "Nothing ticked")
    await ivan.choose("☐ спрос", "☑ спрос")
    await ivan.choose("To the filters", "Themes (1)")
    await ivan.choose("Train", "How shall we train?")
    await ivan.choose("Free training", "Question 1")
    await ivan.say("c", "Wrong")
    await ivan.choose("Finish", "The training is over")
    await ivan.say("/stats", "In which subject?")
    await ivan.choose("Экономика", "30 days")
    await ivan.say("/top", "In which subject?")
    await ivan.choose("Экономика", "no points yet")
    await ivan.say("/me", "Smirnov Ivan")


def handlers(log: Path) -> Counter[tuple[str, str]]:
    """Of the log lines that tell of an update."""
    lines = (
        json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")
    )
    return Counter((line["handler"], line["outcome"]) for line in lines if line["event"] == "update")
