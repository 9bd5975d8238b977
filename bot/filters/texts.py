from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.counting import questions
from bot.languages import Phrase, _
from serving.core.filters.count_choices import CountedChoice
from serving.core.questions import Kind

WHICH = Text(_("Для какого предмета?"))
NAMES: Mapping[str, Phrase] = {
    "themes": _("Темы"),
    "sources": _("Источники"),
    "kinds": _("Виды вопросов"),
    "subway": _("Можно в метро"),
    "difficulty": _("Сложность"),
}
KINDS: Mapping[str, Phrase] = {
    Kind.YES_NO: _("да/нет"),
    Kind.ONE: _("один ответ"),
    Kind.MULTIPLE: _("несколько ответов"),
    Kind.OPEN: _("открытый ответ"),
}
SUBWAY = {True: _("можно в метро"), False: _("нужна бумага")}
UNSEEN, RESET, BACK, TRAIN = _("Только новые"), _("Сбросить всё"), _("◀ К фильтрам"), _("Тренироваться ▶")
CHANGED = _("Список изменился, посмотри ещё раз")


def summary(title: str, counted: CountedChoice) -> Text:
    return Text(
        Bold(_("Фильтры · {subject}").format(subject=title)),
        "\n",
        _("Подходит {questions}.").format(questions=questions(counted.counts.total)),
        "\n",
        _("Пока фильтры включены, тренировка идёт без баллов."),
    )


def values(name: str, counted: CountedChoice) -> Text:
    said = _("Если ничего не отмечено, подходят все. Сейчас {questions}.")
    return Text(Bold(NAMES[name]), "\n", said.format(questions=questions(counted.counts.total)))


def named(name: str, value: object) -> str:
    match name:
        case "kinds":
            return str(KINDS[str(value)])
        case "subway":
            return str(SUBWAY[bool(value)])
        case "difficulty":
            level = int(str(value))
            return "★" * level + "☆" * (5 - level)
        case _:
            return str(value)


def dimension(name: str, chosen: int) -> str:
    return f"{NAMES[name]} ({chosen})" if chosen else str(NAMES[name])


def value(name: str, of: object, count: int, *, chosen: bool) -> str:
    text = named(name, of)
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return f"{'☑' if chosen else '☐'} {short} · {count}"


def unseen(chosen: bool) -> str:
    return f"{'☑' if chosen else '☐'} {UNSEEN}"
