"""Rules of the options."""

import re
from collections import Counter
from collections.abc import Iterator

from pipelines.banks.columns import option_name
from pipelines.banks.report import Level
from pipelines.banks.row import Row
from pipelines.banks.rules.keys import right_options
from pipelines.banks.rules.rule import Place, rule
from pipelines.banks.rules.shuffling import refers_to_others

_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_BARE_FRACTION = re.compile(r"[-−]?\d+[.,]\d+")
_OWN_NUMBER = re.compile(r"(?:\d{1,2}|[A-Za-zА-Яа-яЁё])\)")


@rule(
    "too_few_options",
    Level.REJECT,
    "В вопросе с выбором меньше двух вариантов.",
    "Впишите хотя бы два варианта или смените тип вопроса.",
)
def too_few_options(row: Row) -> Iterator[Place]:
    if row.is_choice and sum(map(bool, row.options)) < 2:
        yield Place(option_name(1), next(filter(None, row.options), None))


@rule("option_gap", Level.REJECT, "Между вариантами есть пустой.", "Впишите вариант или сдвиньте остальные.")
def option_gap(row: Row) -> Iterator[Place]:
    if row.is_choice:
        yield from (Place(option_name(place)) for place, text in enumerate(row.options, start=1) if not text)


@rule(
    "date_artifact",
    Level.REJECT,
    "Вариант превратился в дату: «{value}».",
    "Восстановите, что было написано, и задайте столбцам вариантов текстовый формат.",
)
def date_artifact(row: Row) -> Iterator[Place]:
    yield from _matching(row, _TIMESTAMP)


@rule(
    "option_duplicate_right",
    Level.REJECT,
    "Верный вариант «{value}» встречается дважды.",
    "Исправьте повторяющийся вариант.",
)
def option_duplicate_right(row: Row) -> Iterator[Place]:
    yield from (place for place in _repeated(row) if place.value in _right_texts(row))


@rule(
    "option_duplicate_wrong",
    Level.WARNING,
    "Неверный вариант «{value}» встречается дважды.",
    "Замените один из повторов другим вариантом.",
)
def option_duplicate_wrong(row: Row) -> Iterator[Place]:
    yield from (place for place in _repeated(row) if place.value not in _right_texts(row))


@rule(
    "percent_lost",
    Level.WARNING,
    "В одном варианте есть знак %, а «{value}» без него: таблица могла потерять проценты.",
    "Проверьте число и допишите %, если он нужен.",
)
def percent_lost(row: Row) -> Iterator[Place]:
    if any("%" in option for option in row.options):
        yield from _matching(row, _BARE_FRACTION)


@rule(
    "numbering_prefix_mixed",
    Level.WARNING,
    "Вариант «{value}» начинается со своего номера, а нумерация вариантов непоследовательна.",
    "Уберите номера: их ставит тренажёр.",
)
def numbering_prefix_mixed(row: Row) -> Iterator[Place]:
    for number, option in enumerate(row.options, start=1):
        if _OWN_NUMBER.match(option):
            yield Place(option_name(number), option)


@rule(
    "shuffle_unsafe",
    Level.FLAG,
    "Вариант «{value}» ссылается на другие: варианты не будут перемешаны.",
    "Ничего делать не нужно.",
)
def shuffle_unsafe(row: Row) -> Iterator[Place]:
    if row.is_choice:
        for number, option in enumerate(row.options, start=1):
            if refers_to_others(option):
                yield Place(option_name(number), option)


def _matching(row: Row, pattern: re.Pattern[str]) -> Iterator[Place]:
    for number, option in enumerate(row.options, start=1):
        if pattern.fullmatch(option):
            yield Place(option_name(number), option)


def _repeated(row: Row) -> Iterator[Place]:
    """Every occurrence after the first; letter case, accents and apostrophes count."""
    if not row.is_choice or len(set(row.options)) == len(row.options):
        return
    seen: Counter[str] = Counter()
    for number, option in enumerate(row.options, start=1):
        seen[option] += 1
        if option and seen[option] > 1:
            yield Place(option_name(number), option)


def _right_texts(row: Row) -> set[str]:
    return {row.options[one - 1] for one in right_options(row) if 1 <= one <= len(row.options)}
