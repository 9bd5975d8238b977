"""A contest planned at the command line, in Telegram and over REST: one table, and silence until the end."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import AsyncClient
from openpyxl import load_workbook

from pipelines.cli.app import main
from tests.bot.conftest import talking
from tests.bot.test_parity import typed
from tests.support.banks import EVERY_KIND, released_bank
from tests.support.chats import Person, shown, titles
from tests.support.contests import answer_next, end, passes
from tests.support.enrolled import student
from tests.support.rest import Student, registered, running, settings

pytestmark = pytest.mark.anyio

Operator = Callable[..., Awaitable[None]]

KEYS = ("✅ Верно", "Неверно", "Каспийское море", "3530 км")


@pytest.fixture
def operator(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    """`apo contest …`, beside the event loop."""
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    async def run(*arguments: object) -> None:
        monkeypatch.setattr(sys, "argv", ["apo", "contest", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            await asyncio.to_thread(main)
        assert not ended.value.code

    return run


async def test_a_contest_from_the_draft_to_the_workbook_of_its_table(
    postgres_url: str, tmp_path: Path, operator: Operator
) -> None:
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
            contest = await announced(operator)
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
            await operator("results", 1)
            await anna.until("Итоги конкурса «Кубок рек»: место 1 из 2, 13 баллов.")
            shown_rows = (await boris.send("GET", f"{contest}/standings")).json()["rows"]
        file = tmp_path / "standings.xlsx"
        await operator("standings", 1, "--file", file)
        head, *rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
        written = [dict(zip(head, row, strict=True)) for row in rows]
        assert [(row["Место"], row["Баллы"], row["Секунды"]) for row in written] == [
            (row["place"], row["points"], row["seconds"]) for row in shown_rows
        ]
        earned = bank.value("select array_agg(points order by points) from contest_attempts")
        assert earned == [9, 13]


async def announced(operator: Operator) -> str:
    """All four questions for an hour from now on, for who knows the code."""
    now = datetime.now(UTC)
    times = ("--start", now.isoformat(), "--end", (now + timedelta(hours=1)).isoformat())
    questions = [part for number in range(1, 5) for part in ("--question", number)]
    await operator("draft", "Кубок рек", "--subject", "geography", *times, *questions, "--code", "весна")
    await operator("announce", 1)
    return "/contests/1"


async def enters_by_the_code(anna: Person) -> None:
    await anna.say("/contests", "Выбери")
    page = await anna.choose("Кубок рек", "идёт")
    assert "Вопросов: 4" in shown(page)
    assert "по Москве" in shown(page)
    assert titles(page) == ["▶ Участвовать", "🏆 Таблица", "↗ Поделиться"]
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
