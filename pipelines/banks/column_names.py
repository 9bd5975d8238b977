"""Which columns there are, and how departments call them."""

import re
from collections.abc import Mapping
from enum import StrEnum

from pipelines.banks.identity import comparison_key

MOST_OPTIONS = 12
SURPLUS = "Лишнее"
"""Titles of ours over cells that stood outside of the header, so that they do when they come again."""


class Column(StrEnum):
    NUMBER = "number"
    SUBJECT = "subject"
    KIND = "kind"
    TEXT = "text"
    ANSWER = "answer"
    TOLERANCE = "tolerance"
    EXPLANATION = "explanation"
    THEME = "theme"
    SOURCE = "source"
    STAGE = "stage"
    YEAR = "year"
    GRADE = "grade"
    PICTURE = "picture"
    HAS_PICTURE = "has_picture"
    SUBWAY = "subway"
    POINTS = "points"
    FIXED_ORDER = "fixed_order"


ALIASES: Mapping[Column, tuple[str, ...]] = {
    Column.NUMBER: (
        "№", "№ п/п", "п/п", "номер", "номер задачи", "номер вопроса", "question_id", "id", "#",
    ),
    Column.SUBJECT: ("предмет", "дисциплина", "subject"),
    Column.KIND: ("тип", "тип вопроса", "тип задания", "вид вопроса", "kind", "type", "question type"),
    Column.TEXT: (
        "вопрос", "тело вопроса", "текст вопроса", "формулировка", "формулировка вопроса", "задание",
        "текст задания", "условие", "ask_text", "question", "question text", "text", "task", "prompt", "stem",
    ),
    Column.ANSWER: (
        "верный ответ", "правильный ответ", "верный вариант", "правильный вариант", "номер верного ответа",
        "номер правильного ответа", "ответ", "ключ", "right_answer", "right answer", "correct answer",
        "correct option", "correct", "answer", "answer key", "key",
    ),
    Column.TOLERANCE: ("допуск", "tolerance"),
    Column.EXPLANATION: ("пояснение", "объяснение", "комментарий", "обоснование", "explanation", "comment"),
    Column.THEME: ("тема", "раздел", "theme", "topic", "category"),
    Column.SOURCE: ("источник", "source"),
    Column.STAGE: ("этап", "stage"),
    Column.YEAR: ("учебный год", "school_year", "school year"),
    Column.GRADE: ("класс", "grade"),
    Column.PICTURE: ("картинка", "изображение", "рисунок", "photo_url", "picture", "photo", "image"),
    Column.HAS_PICTURE: ("есть ли картинка", "have_photo"),
    Column.SUBWAY: ("можно в метро", "may_in_subway", "subway"),
    Column.POINTS: ("баллы", "балл", "points", "score"),
    Column.FIXED_ORDER: ("не перемешивать", "fixed_order"),
}  # fmt: skip
COLUMNS = {comparison_key(alias): column for column, aliases in ALIASES.items() for alias in aliases}

MARK_NAMES = frozenset(
    map(
        comparison_key,
        ("", "+", "✓", "✔", "верно", "верный", "правильно", "отметка", "метка", "mark", "right"),
    )
)
"""How a column is called that holds a mark next to an option; "correct" would be a key if it stood alone."""

_GROUP = re.compile(r"варианты(?: ответ(?:а|ов))?|ответы|options|choices|answers|answer options")

_FROM_0 = re.compile(r"answer_(\d+)|(\d+) вариант(?: ответа)?")
_FROM_1 = re.compile(r"вариант (?:ответа )?№?(\d+)")
_NUMBERED = re.compile(r"(?:(?:option|choice|answer|variant|ответ)[ _.#-]*|no)?(\d{1,2})\)?")
_LETTERED = re.compile(r"(?:(?:option|choice|answer|variant|ответ|вариант(?: ответа)?)[ _.-]*)?([a-lа-м])\)?")


def option_name(number: int) -> str:
    return f"option_{number}"


def option_number(key: str) -> tuple[int, int | None] | None:
    """The number of an option and the base of keys that such a name declares, by a comparison key."""
    for pattern, base in ((_FROM_0, 0), (_FROM_1, 1), (_NUMBERED, None)):
        if found := pattern.fullmatch(key):
            number = int(found[found.lastindex or 1])
            return (number, base) if 1 <= number <= MOST_OPTIONS else None
    return None


def option_letter(key: str) -> str | None:
    found = _LETTERED.fullmatch(key)
    return found[1] if found else None


def names_all_options(key: str) -> bool:
    """A title over several columns, or the name of one that holds all options."""
    return _GROUP.fullmatch(key) is not None
