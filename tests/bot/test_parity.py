"""One scenario, walked over REST and in Telegram: the same points, places and statistics."""

from pathlib import Path

import pytest

from serving.core.questions import Kind
from tests.bot.conftest import talking
from tests.support.banks import EVERY_KIND, Bank, released_bank
from tests.support.chats import Person, shown
from tests.support.enrolled import student
from tests.support.rest import Json, Student, registered, running, settings

pytestmark = pytest.mark.anyio

SCENARIO: dict[str, tuple[str, object]] = {
    Kind.YES_NO: ("да", True),
    Kind.ONE: ("Обь", "Обь"),
    Kind.MULTIPLE: ("Волга, Дон", ["Волга", "Дон"]),
    Kind.OPEN: ("каспий", "каспий"),
}
"""By kind, what is typed to the bot and what is sent to the API; options are named by their text."""


async def test_both_platforms_give_the_same_points_places_and_statistics(
    postgres_url: str, tmp_path: Path
) -> None:
    with released_bank(postgres_url) as bank:
        for question in EVERY_KIND:
            bank.add(question)
        student(bank.connection, 1)
        async with talking(postgres_url, tmp_path) as (telegram, _), running(settings(postgres_url)) as http:
            boris = await registered(http)
            await over_rest(boris)
            anna = Person(telegram, 1)
            await in_telegram(anna)

            statistics: Json = (await boris.send("GET", "/me/statistics?subject=geography")).json()
            board: Json = (await boris.send("GET", "/leaderboards/geography")).json()
            await anna.say("/stats", "По какому предмету?")
            told = shown(await anna.choose("География", "Лучший ряд"))
            await anna.say("/top", "По какому предмету?")
            places = shown(await anna.choose("География", "Твоё место"))
        assert scores(bank) == [(1, 1 + 5 + 7, 3), (2, 1 + 5 + 7, 3)]
    assert [statistics[name] for name in ("answers", "right", "points")] == [4, 3, 13]
    assert "4 ответа, верно 3 (75 %), 13 баллов" in told
    assert board["mine"] == {"place": 1, "points": 13, "name": "Анна И.", "mine": True}
    assert "Твоё место: 1 из 2." in places
    assert places.count("1. Анна И. — 13 баллов") == 2


async def over_rest(boris: Student) -> None:
    session = await boris.start()
    for number in range(len(EVERY_KIND)):
        served = (await (boris.first(session) if number == 0 else boris.next(session))).json()
        question = served["question"]
        _, response = SCENARIO[question["kind"]]
        ids = {option["text"]: option["id"] for option in question.get("options") or []}
        if isinstance(response, list):
            response = [ids[text] for text in response]
        elif question["kind"] == Kind.ONE:
            response = ids[response]
        await boris.answer(served["serve_id"], response)


async def in_telegram(anna: Person) -> None:
    await anna.say("/train", "Какой предмет?")
    await anna.choose("География", "Как тренируемся?")
    question = await anna.choose("Соревнование", "Вопрос 1")
    for number in range(1, len(EVERY_KIND) + 1):
        await anna.say(typed(shown(question)), "Всего")
        question = await anna.choose(
            "Дальше", f"Вопрос {number + 1}" if number < len(EVERY_KIND) else "закончились"
        )


def typed(text: str) -> str:
    """Letters of the options whose words the scenario names, or its words."""
    letters = {line[3:]: line[0] for line in text.splitlines() if line[1:3] == ") "}
    if not letters:
        return SCENARIO[Kind.YES_NO if "«да»" in text else Kind.OPEN][0]
    words = SCENARIO[Kind.MULTIPLE if "несколько" in text else Kind.ONE][0]
    return ", ".join(letters[word] for word in words.split(", "))


def scores(bank: Bank) -> list[tuple[object, ...]]:
    return bank.connection.execute(
        "select student_id, sum(points)::int, count(*) filter (where correct)::int"
        " from answers group by 1 order by 1"
    ).fetchall()
