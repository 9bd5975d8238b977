"""How departments call the columns, and which columns there are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.banks.identity import comparison_key
from pipelines.banks.refusal import FileRefused

HEADER_WITHIN = 15
MOST_OPTIONS = 12


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
    Column.NUMBER: ("№", "номер", "номер задачи", "question_id", "id"),
    Column.SUBJECT: ("предмет", "subject"),
    Column.KIND: ("тип", "тип вопроса", "kind", "type"),
    Column.TEXT: ("вопрос", "тело вопроса", "текст вопроса", "ask_text", "question", "text"),
    Column.ANSWER: ("верный ответ", "правильный ответ", "ответ", "right_answer", "answer", "key"),
    Column.TOLERANCE: ("допуск", "tolerance"),
    Column.EXPLANATION: ("пояснение", "объяснение", "explanation"),
    Column.THEME: ("тема", "theme"),
    Column.SOURCE: ("источник", "source"),
    Column.STAGE: ("этап", "stage"),
    Column.YEAR: ("учебный год", "school_year"),
    Column.GRADE: ("класс", "grade"),
    Column.PICTURE: ("картинка", "photo_url", "picture", "photo"),
    Column.HAS_PICTURE: ("есть ли картинка", "have_photo"),
    Column.SUBWAY: ("можно в метро", "may_in_subway", "subway"),
    Column.POINTS: ("баллы", "points"),
    Column.FIXED_ORDER: ("не перемешивать", "fixed_order"),
}
_COLUMNS = {comparison_key(alias): column for column, aliases in ALIASES.items() for alias in aliases}

_OPTION_FROM_0 = re.compile(r"answer[_ ](\d+)|(\d+) вариант(?: ответа)?")
_OPTION_FROM_1 = re.compile(r"вариант (?:ответа )?(\d+)")


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column stands in a row of cells, and how the department calls it.

    `base`: what the key of the first option is; the way option columns are called declares it.
    """

    row: int
    places: Mapping[Column, int]
    options: Mapping[int, int]
    names: Mapping[str, str]
    base: int
    width: int


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The first of the top rows that names a question and an answer; `row` is its index in `rows`."""
    for index, cells in enumerate(rows[:HEADER_WITHIN]):
        keys = [comparison_key(cell) for cell in cells]
        columns = {_COLUMNS.get(key) for key in keys}
        if {Column.TEXT, Column.ANSWER} <= columns:
            return _header(index, cells, keys)
    return None


def option_name(number: int) -> str:
    return f"option_{number}"


def _header(index: int, cells: Sequence[str], keys: Sequence[str]) -> Header:
    places: dict[Column, int] = {}
    options: dict[int, int] = {}
    bases: set[int] = set()
    for place, key in enumerate(keys):
        if option := _option(key):
            number, base = option
            _once(number not in options, cells[place])
            options[number] = place
            bases.add(base)
        elif column := _COLUMNS.get(key):
            _once(column not in places, cells[place])
            places[column] = place
    if len(bases) > 1:
        raise FileRefused(
            "Столбцы вариантов названы двумя способами: непонятно, откуда считать верный ответ."
        )
    names = {column.value: cells[place].strip() for column, place in places.items()}
    names |= {option_name(number): cells[place].strip() for number, place in options.items()}
    return Header(index, places, dict(sorted(options.items())), names, _base(bases, places), len(cells))


def _option(key: str) -> tuple[int, int] | None:
    for pattern, base in ((_OPTION_FROM_0, 0), (_OPTION_FROM_1, 1)):
        if (found := pattern.fullmatch(key)) and 1 <= (
            number := int(found[found.lastindex or 1])
        ) <= MOST_OPTIONS:
            return number, base
    return None


def _base(bases: set[int], places: Mapping[Column, int]) -> int:
    """Without options only the workbook has a column of kinds, and its answers count from 1."""
    return bases.pop() if bases else int(Column.KIND in places)


def _once(first: bool, name: str) -> None:
    if not first:
        raise FileRefused(f"Столбец «{name.strip()}» встречается дважды: оставьте один.")
