"""Rules of what is written: the text, the theme, the source."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from pipelines.banks.repairs.spelling import mixed_word
from pipelines.banks.report import Level
from pipelines.banks.row import MISSING, Row
from pipelines.banks.rules.rule import Place, Rule, rule, rule_at, texts
from serving.core.questions import Kind

_MATH = re.compile("[\U0001d400-\U0001d7ff]+")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_LOST = re.compile("\ufffd")
_SECOND_OF_PAIR = "\u0400-\u040f\u0450-\u045f\u00a0-\u00bf‚-›"
_MOJIBAKE = re.compile(  # one set of first letters for all kinds: ten times faster than three alternatives
    f"[РСÐÑÃ](?:(?<=[РС])[{_SECOND_OF_PAIR}][РС][{_SECOND_OF_PAIR}]"
    "|(?<=[ÐÑ])[\u0080-\u00bf][ÐÑ][\u0080-\u00bf]|(?<=Ã).Ã.)"
)


@rule("text_missing", Level.REJECT, "Нет текста вопроса.", "Впишите вопрос.")
def text_missing(row: Row) -> Iterator[Place]:
    if not row.text:
        yield Place("text")


@rule(
    "surplus_cells",
    Level.REJECT,
    "В строке больше ячеек, чем в заголовке: «{value}».",
    "Возьмите в кавычки ячейку, внутри которой есть разделитель.",
)
def surplus_cells(row: Row) -> Iterator[Place]:
    if row.surplus:
        yield Place(None, row.surplus)


@rule(
    "cell_ignored",
    Level.WARNING,
    "Ячейка «{value}» не нужна вопросу этого типа и не учтена.",
    "Очистите ячейку или смените тип вопроса.",
)
def cell_ignored(row: Row) -> Iterator[Place]:
    if row.kind in (Kind.YES_NO, Kind.OPEN) and row.options:
        yield Place("option_1", row.options[0])
    if row.kind is not Kind.OPEN and row.tolerance:
        yield Place("tolerance", row.tolerance)


@rule("source_missing", Level.WARNING, "Не указан источник.", "Впишите источник, если он известен.")
def source_missing(row: Row) -> Iterator[Place]:
    if row.source in MISSING:
        yield Place("source", row.source or None)


@rule("theme_missing", Level.WARNING, "Не указана тема.", "Выберите тему из списка предмета.")
def theme_missing(row: Row) -> Iterator[Place]:
    if row.theme in MISSING:
        yield Place("theme", row.theme or None)


@rule(
    "theme_unknown",
    Level.WARNING,
    "Темы «{value}» нет в списке предмета: она будет новой.",
    "Проверьте, нет ли этой темы в списке под другим названием.",
)
def theme_unknown(row: Row) -> Iterator[Place]:
    if row.theme not in MISSING and row.subject.theme(row.theme) is None:
        yield Place("theme", row.theme)


@rule(
    "truncated_start",
    Level.WARNING,
    "Вопрос начинается со строчной буквы.",
    "Проверьте, не потеряно ли начало вопроса.",
)
def truncated_start(row: Row) -> Iterator[Place]:
    if row.text[:1].islower():
        yield Place("text", row.text)


@rule(
    "mixed_alphabet",
    Level.WARNING,
    "В слове «{value}» смешаны русские и латинские буквы.",
    "Напишите слово буквами одного алфавита.",
)
def mixed_alphabet(row: Row) -> Iterator[Place]:
    for place in texts(row) if mixed_word(row.prose) else ():
        if place.value and (word := mixed_word(place.value)):
            yield Place(place.column, word)


@rule(
    "math_alnum",
    Level.WARNING,
    "Буквы «{value}» — из набора математических знаков: не на всех экранах они видны.",
    "Замените обычными буквами, если это не нарушает смысла.",
)
def math_alnum(row: Row) -> Iterator[Place]:
    yield from _found(row, _MATH)


@rule(
    "html",
    Level.WARNING,
    "В тексте есть разметка «{value}»: она будет показана как есть.",
    "Уберите разметку.",
)
def html(row: Row) -> Iterator[Place]:
    yield from _found(row, _HTML)


@rule(
    "mojibake",
    Level.WARNING,
    "Похоже, текст испорчен неверной кодировкой: «{value}».",
    "Восстановите текст и сохраните файл в UTF-8.",
)
def mojibake(row: Row) -> Iterator[Place]:
    yield from _found(row, _MOJIBAKE)


@rule("replacement_char", Level.WARNING, "В тексте потерян знак: «{value}».", "Впишите потерянный знак.")
def replacement_char(row: Row) -> Iterator[Place]:
    yield from _found(row, _LOST)


def invalid_question(error: ValidationError) -> Rule:
    """What no rule foresaw, in the words of the question itself."""
    reason = "; ".join(str(one["msg"]) for one in error.errors())
    return rule_at(
        None,
        "invalid_question",
        Level.REJECT,
        f"Из строки не получается вопрос: {reason}.",
        "Сравните строку с образцом.",
    )


def _found(row: Row, pattern: re.Pattern[str]) -> Iterator[Place]:
    if pattern.search(row.prose):
        for place in texts(row):
            if place.value and (found := pattern.search(place.value)):
                yield Place(place.column, found[0])
