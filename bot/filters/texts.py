from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.russian import questions
from serving.core.filters.count_choices import CountedChoice
from serving.core.questions import Kind

WHICH = Text("Для какого предмета?")
NAMES: Mapping[str, str] = {
    "themes": "Темы",
    "sources": "Источники",
    "kinds": "Виды вопросов",
    "subway": "Можно в метро",
    "difficulty": "Сложность",
}
KINDS: Mapping[str, str] = {
    Kind.YES_NO: "да/нет",
    Kind.ONE: "один ответ",
    Kind.MULTIPLE: "несколько ответов",
    Kind.OPEN: "открытый ответ",
}
SUBWAY = {True: "можно в метро", False: "нужна бумага"}
UNSEEN, RESET, BACK, TRAIN = "Только новые", "Сбросить всё", "◀ К фильтрам", "Тренироваться ▶"
CHANGED = "Список изменился, посмотри ещё раз"


def summary(title: str, counted: CountedChoice) -> Text:
    return Text(
        Bold(f"Фильтры · {title}"),
        f"\nПодходит {questions(counted.counts.total)}.\nПока фильтры включены, тренировка идёт без баллов.",
    )


def values(name: str, counted: CountedChoice) -> Text:
    return Text(
        Bold(NAMES[name]), f"\nНичего не отмечено — подходят все. Сейчас {questions(counted.counts.total)}."
    )


def named(name: str, value: object) -> str:
    match name:
        case "kinds":
            return KINDS[str(value)]
        case "subway":
            return SUBWAY[bool(value)]
        case "difficulty":
            level = int(str(value))
            return "★" * level + "☆" * (5 - level)
        case _:
            return str(value)


def dimension(name: str, chosen: int) -> str:
    return f"{NAMES[name]} ({chosen})" if chosen else NAMES[name]


def value(name: str, of: object, count: int, *, chosen: bool) -> str:
    text = named(name, of)
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return f"{'☑' if chosen else '☐'} {short} · {count}"


def unseen(chosen: bool) -> str:
    return f"{'☑' if chosen else '☐'} {UNSEEN}"
