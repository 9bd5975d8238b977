"""Spaces and characters that nobody sees."""

import re
from dataclasses import replace

from pipelines.banks.identity import INVISIBLE
from pipelines.banks.repairs.repair import Repair, with_cells, with_texts
from pipelines.banks.row import Row

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_OTHER_SPACES = re.compile(f"[{_SPACES}]")
_OTHER_LINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_ODD = re.compile(f"[{INVISIBLE}{_SPACES}\r\v\f\x85\u2028\u2029]")
_RUNS = re.compile(r"[ \t]{2,}|\t")
_STRAY_START = re.compile(r"^[.,;:]\s+(?=\w)")


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    if not _ODD.search(text):
        return text
    plain = _OTHER_SPACES.sub(" ", _OTHER_LINES.sub("\n", text))
    return _INVISIBLE.sub("", plain)


def _tidy_lines(text: str) -> str:
    """Lines of a question are kept: they part what is given from what is asked."""
    return _RUNS.sub(" ", text).strip()


def _tidy_line(text: str) -> str:
    return " ".join(text.split())


def _tidy(row: Row) -> Row:
    options = tuple(map(_tidy_line, row.options))
    tidied = with_cells(row, _tidy_lines(row.text), options, _tidy_lines(row.explanation))
    labels = (_tidy_line(row.theme), _tidy_line(row.source), row.answer.strip())
    if labels == (row.theme, row.source, row.answer):
        return tidied
    return replace(tidied, theme=labels[0], source=labels[1], answer=labels[2])


def _drop_invisible(row: Row) -> Row:
    seen = with_texts(row, _visible)
    labels = (_visible(row.theme), _visible(row.source), _visible(row.answer))
    if labels == (row.theme, row.source, row.answer):
        return seen
    return replace(seen, theme=labels[0], source=labels[1], answer=labels[2])


def _drop_stray_start(row: Row) -> Row:
    return with_cells(row, _STRAY_START.sub("", row.text), row.options, row.explanation)


invisible_chars = Repair(
    "invisible_chars",
    "В ячейке были невидимые знаки: мягкие переносы, неразрывные пробелы или служебные символы.",
    "Исправлено автоматически.",
    _drop_invisible,
)
whitespace = Repair(
    "whitespace",
    "В ячейке были лишние пробелы, табуляции или переносы строк.",
    "Исправлено автоматически.",
    _tidy,
)
stray_start = Repair(
    "stray_start",
    "Вопрос начинался с лишнего знака препинания.",
    "Исправлено автоматически; проверьте, не потеряно ли начало вопроса.",
    _drop_stray_start,
)
