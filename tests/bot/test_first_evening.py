"""A whole first evening with the bot, as it stands on the student's screen."""

import json
from collections import Counter
from pathlib import Path

import pytest

from serving.core.questions import Multiple, One, Open, Option, YesNo
from serving.core.training.sessions import AnyQuestion
from tests.bot.conftest import talking
from tests.support.banks import released_bank
from tests.support.chats import Person

pytestmark = pytest.mark.anyio

EXPECTED = Path(__file__).with_name("first_evening.txt")
RIVERS = tuple(Option(id=place, text=text) for place, text in enumerate(("Волга", "Обь", "Дон"), 1))
BANK: dict[str, tuple[str, AnyQuestion]] = {
    "geography": (
        "География",
        One(text="Какая река самая длинная в Европе?", options=RIVERS, key=1, shuffle=False),
    ),
    "economics": (
        "Экономика",
        Multiple(
            text="Что сдвигает кривую спроса $Q_d = 100 - 2P$ & <цены>?",
            options=tuple(
                Option(id=place, text=text)
                for place, text in enumerate(("доход", "цена самого товара", "вкусы"), 1)
            ),
            key=(1, 3),
            shuffle=False,
            explanation="Цена самого товара ведёт по кривой, а не сдвигает её.",
        ),
    ),
    "social": ("Обществознание", Open(text="Столица России?", key=("Москва",))),
    "obzh": ("ОБЖ", YesNo(text="Номер 112 можно набрать без SIM-карты.", key=True)),
}  # fmt: skip


async def test_a_student_registers_trains_reports_and_sees_his_place(
    postgres_url: str, tmp_path: Path
) -> None:
    with released_bank(postgres_url) as bank:
        for code, (title, question) in BANK.items():
            bank.add(question, subject=code, theme="общее", level=3 if code == "geography" else None)
            bank.connection.execute("update subjects set title = %s where code = %s", (title, code))
        bank.notify()
        async with talking(postgres_url, tmp_path) as (telegram, bot):
            anna = Person(telegram, 1001)
            await register(anna)
            await train(anna)
            await look_around(anna)
            assert telegram.queries == {}
        assert bank.value("select count(*) from answers") == 4
        assert bank.value("select count(*) from reports") == 1
    logged = handlers(bot.log)
    assert logged["training.answer_by_typing", "ok"] == 3
    assert logged["registration.take_consent", "ok"] == 1
    assert {outcome for _, outcome in logged} == {"ok"}
    transcript = "\n\n".join(anna.transcript) + "\n"
    assert transcript == EXPECTED.read_text(encoding="utf-8")


async def register(anna: Person) -> None:
    await anna.say("/start", "Согласие")
    await anna.choose("Согласен", "Фамилия?")
    await anna.say("Иванова", "Имя?")
    await anna.choose("Назад", "1 из 7")
    await anna.say("Иванова", "Имя?")
    await anna.say("Анна", "Отчество?")
    await anna.choose("Пропустить", "В каком ты классе?")
    await anna.choose("9", "Школа?")
    await anna.say("Лицей № 1", "Регион?")
    await anna.say("Алтай", "Какой регион имеется в виду?")
    await anna.choose("Алтайский край", "Какой предмет")
    await anna.choose("География", "Проверь")
    await anna.choose("Всё верно", "Рады знакомству")


async def train(anna: Person) -> None:
    await anna.say("/train", "Какой предмет?")
    await anna.choose("География", "Как тренируемся?")
    await anna.choose("Соревнование", "Вопрос 1 · География")
    await anna.choose("А", "Верно!")
    await anna.choose("Дальше", "Ты ответил на все")
    await anna.say("/train", "Какой предмет?")
    await anna.choose("Экономика", "Как тренируемся?")
    await anna.choose("Соревнование", "Вопрос 1 · Экономика")
    await anna.choose("☐ А", "☑ А")
    await anna.choose("☐ Б", "☑ Б")
    await anna.choose("Ответить (2)", "Неверно")
    await anna.choose("Ошибка в вопросе", "Что не так")
    await anna.choose("Непонятно", "Напиши пару слов")
    await anna.say("Не сказано, о каком рынке речь", "Спасибо!")
    await anna.say("/train", "Какой предмет?")
    await anna.choose("Обществознание", "Как тренируемся?")
    await anna.choose("Свободная тренировка", "Вопрос 1 · Обществознание")
    await anna.say("москва", "Верно!")
    await anna.choose("Закончить", "Тренировка закончена")
    await anna.say("/train", "Какой предмет?")
    await anna.choose("ОБЖ", "Как тренируемся?")
    await anna.choose("Соревнование", "Вопрос 1 · ОБЖ")
    await anna.say("наверное", "Не понял ответ")
    await anna.say("да", "Верно!")
    await anna.say("/stop", "Тренировка закончена")


async def look_around(anna: Person) -> None:
    await anna.say("/stats", "По какому предмету?")
    await anna.choose("География", "Ответы за 30 дней")
    await anna.say("/top", "По какому предмету?")
    await anna.choose("География", "Твоё место")
    await anna.say("/filters", "Для какого предмета?")
    await anna.choose("География", "Фильтры")
    await anna.choose("Темы", "Ничего не отмечено")
    await anna.say("/me", "Иванова Анна")


def handlers(log: Path) -> Counter[tuple[str, str]]:
    """Of the log lines that tell of an update."""
    lines = (
        json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")
    )
    return Counter((line["handler"], line["outcome"]) for line in lines if line["event"] == "update")
