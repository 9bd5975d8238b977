"""A contest in Telegram, beside a student at the API: one table, and the same silence until the end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx import AsyncClient

from serving.db.repositories.contest_ends import SqlContestEnds
from serving.db.unit_of_work import create_engine
from tests.api.test_contests import announced, answer_next, passes
from tests.bot.conftest import talking
from tests.bot.test_faults import student
from tests.bot.test_parity import typed
from tests.support.banks import EVERY_KIND, Bank, released_bank
from tests.support.chats import Person, shown, titles
from tests.support.rest import Student, registered, running, settings

pytestmark = pytest.mark.anyio

KEYS = ("✅ Верно", "Неверно", "Каспийское море", "3530 км")


async def test_a_contest_from_the_list_to_the_review(postgres_url: str, tmp_path: Path) -> None:
    with released_bank(postgres_url) as bank:
        for question in EVERY_KIND:
            bank.add(question)
        student(bank.connection, 1)
        async with (
            talking(postgres_url, tmp_path) as (telegram, _),
            running(settings(postgres_url)) as http,
        ):
            anna = Person(telegram, 1)
            await anna.say("/contests", "Конкурсов пока нет")
            boss = await made_admin(http, bank)
            contest = await announced(boss, entrants={"code": "весна"}, freeze_minutes=0)
            await enters_by_the_code(anna)
            boris = await plays_over_rest(http, contest)
            await answers_every_question(anna)
            await sees_the_same_table(anna, boris, contest)
            assert not any(key in shown(message) for message in anna.messages() for key in KEYS)
            passes(bank, hours=1, seconds=3)
            await end(postgres_url)
            await anna.say("/contests", "Выбери")
            await anna.choose("Кубок рек", "итоги подводятся")
            review = shown(await anna.choose("Разбор", "Верно 3 из 4, 13 баллов"))
            assert "❌ 1. Самая длинная река Европы?" in review
            assert review.count("Верный ответ: ") == 1
            await boss.send("POST", f"/admin{contest}/results")
            await anna.until("Итоги конкурса «Кубок рек»: место 1 из 2, 13 баллов.")
        earned = bank.value("select array_agg(points order by points) from contest_attempts")
        assert earned == [9, 13]


async def made_admin(http: AsyncClient, bank: Bank) -> Student:
    boss = await registered(http, email="boss@school.ru")
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (boss.id,))
    return boss


async def enters_by_the_code(anna: Person) -> None:
    await anna.say("/contests", "Выбери")
    page = await anna.choose("Кубок рек", "идёт")
    assert "Вопросов: 4" in shown(page)
    assert "по Москве" in shown(page)
    assert titles(page) == ["▶ Участвовать", "🏆 Таблица"]
    await anna.choose("Участвовать", "нужен код")
    await anna.say("осень", "код неверный")
    await anna.choose("Участвовать", "нужен код")
    await anna.say("весна", "Вопрос 1 · Кубок рек · 3 балла")


async def plays_over_rest(http: AsyncClient, contest: str) -> Student:
    """The first three questions rightly: 3 + 5 + 1."""
    boris = await registered(http, email="boris@school.ru", name="Борис", surname="Петров")
    await boris.send("POST", f"{contest}/join", {"code": "весна"})
    for _ in range(3):
        await answer_next(boris, contest)
    return boris


async def answers_every_question(anna: Person) -> None:
    """The first one wrongly."""
    question = await anna.until("Вопрос 1 · Кубок рек")
    wrong = next(line[0] for line in shown(question).splitlines() if line.endswith(") Обь"))
    await anna.choose(wrong, "Ответ принят")
    question = await anna.choose("Дальше", "Вопрос 2")
    chosen = typed(shown(question)).split(", ")
    for letter in chosen:
        await anna.choose(f"☐ {letter}", f"☑ {letter}")
    last = anna.messages()[-1]["message_id"]
    await anna.choose("Ответить (2)", "Ответ принят", after=last)
    for number in (3, 4):
        question = await anna.choose("Дальше", f"Вопрос {number}")
        await anna.say(typed(shown(question)), "Ответ принят")
    await anna.choose("Дальше", "Все вопросы отвечены")
    await anna.choose("Закончить попытку", "Попытка закончена")


async def sees_the_same_table(anna: Person, boris: Student, contest: str) -> None:
    await anna.say("/contests", "Выбери")
    await anna.choose("Кубок рек", "идёт")
    table = shown(await anna.choose("Таблица", "2 участника"))
    rows = (await boris.send("GET", f"{contest}/standings")).json()["rows"]
    assert [(row["name"], row["points"]) for row in rows] == [("Анна И.", 13), ("Борис П.", 9)]
    assert table.splitlines()[2:] == ["1. Анна И. — 13 баллов ◀ ты", "2. Борис П. — 9 баллов"]


async def end(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    await SqlContestEnds(engine, lambda: datetime.now(UTC)).collect()
    await engine.dispose()
