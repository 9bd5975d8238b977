"""What is said with the bot about the conditions of a contest, and about duels."""

from urllib.parse import urlencode

from bot.links import Follow, Kind
from tests.support.banks import Bank
from tests.support.chats import Json, Person, buttons, shown

USUAL = """Условия конкурса
Время участника: весь конкурс
Попытки: одна
Заморозка таблицы: нет
Штраф: нет
Баллы: как в тренировке
Классы: все
Регионы: все
Код входа: не нужен
Порядок вопросов: у всех один
Участие после конца: вне зачёта"""
TYPED = (
    ("Время участника", "сорок", "45", "Время участника: 45 минут"),
    ("Попытки", "0", "2", "Попытки: 2"),
    ("Заморозка", "121", "30", "Заморозка таблицы: за 30 минут до конца"),
    ("Штраф", "-1", "1", "Штраф: 1 балл"),
    ("Баллы", "1 2 3", "2 3 5 7", "Баллы: да/нет 2, один ответ 3, несколько ответов 5, открытый ответ 7"),
    ("Классы", "12", "9-10, окончили", "Классы: 9, 10, окончили"),
    ("Регионы", "Атлантида", "томская область, москва", "Регионы: Томская область, Москва"),
    ("Код входа", "абв", "весна", "Код входа: весна"),
)
"""What is chosen, what is refused, what is taken, and what is told then."""


async def gets_its_conditions(boss: Person, bank: Bank) -> None:
    page = await on_the_last(boss, "Условия", "Условия конкурса")
    assert shown(page) == USUAL
    for button, refused, taken, told in TYPED:
        await on_the_last(boss, button, "Как обычно")
        await boss.say(refused, "Такого региона не знаю" if button == "Регионы" else "Так не получится.")
        await boss.say(taken, told)
    await on_the_last(boss, "Порядок вопросов", "Порядок вопросов: у каждого свой")
    await on_the_last(boss, "Участие после конца", "Участие после конца: закрыто")
    assert bank.value("select plan - 'title' - 'questions' from contests") == {
        "subject": "geography",
        "starts_at": "2040-09-01T10:00:00+03:00",
        "ends_at": "2040-09-01T12:00:00+03:00",
        "minutes": 45,
        "attempts": 2,
        "shuffled": True,
        "scoring": {"by_kind": {"yes_no": 2, "one": 3, "multiple": 5, "open": 7}, "penalty": 1},
        "freeze_minutes": 30,
        "entrants": {
            "grades": ["9", "10", "graduated"], "regions": ["Томская область", "Москва"], "code": "весна",
        },
        "virtual": False,
    }  # fmt: skip
    for button in ("Баллы", "Штраф", "Попытки", "Регионы", "Заморозка"):
        await on_the_last(boss, button, "Как обычно")
        await on_the_last(boss, "Как обычно", "Условия конкурса")
    await on_the_last(boss, "◀ К конкурсу", "Для классов: 9, 10, окончили")


async def on_the_last(person: Person, button: str, expect: str) -> Json:
    """What a button makes of the newest message, whatever the others say."""
    return await person.choose(button, expect, after=person.messages()[-1]["message_id"] - 1)


async def duels_are_made_and_joined(anna: Person, rival: Person) -> None:
    """By the code, by the link, and from one's own list, which asks for neither."""
    await anna.say("/duel", "Одни и те же вопросы")
    await anna.choose("Новая дуэль", "По какому предмету?")
    await anna.choose("География", "Сколько вопросов?")
    await anna.choose("10", "Подходит только 5 вопросов.")
    made = await anna.choose("5", "5 вопросов, на всё 10 минут с начала.")
    code, link = (line.split()[-1] for line in shown(made).splitlines()[1:3])
    assert link == f"https://t.me/apo_test_bot?start=d_{code}"
    [invitation] = [button["url"] for button in buttons(made) if "url" in button]
    assert urlencode({"url": link}) in invitation
    await anna.say("/duel", f"⚔️ География · {code}")
    last = anna.messages()[-1]["message_id"]
    await anna.choose(f"⚔️ География · {code}", "5 вопросов, на всё 10 минут с начала.", after=last - 1)
    await anna.choose("Участвовать", "Вопрос 1 · География", after=last)
    await rival.say("/duel ОШИБКА", "Такого конкурса нет")
    await rival.say("/start d_ABCD-2345", "Такого конкурса нет")
    await rival.say(f"/duel {code.lower()}", f"Код: {code}")
    await rival.say(f"/start {link.partition('start=')[2]}", f"Код: {code}")
    followed = Follow(kind=Kind.DUEL, name=code).pack()  # of who had to register first
    rival.press(followed, await rival.say("/help", "Как это устроено"))
    await rival.until(f"Код: {code}", after=rival.messages()[-1]["message_id"] - 1)
    await rival.choose("Участвовать", "Вопрос 1 · География")
