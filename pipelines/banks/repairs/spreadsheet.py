"""What spreadsheets and their users leave in the options."""

import re
from dataclasses import replace

from pipelines.banks.repairs.repair import Repair, with_cells
from pipelines.banks.row import Row
from serving.core.questions import Kind

_NUMBERED = re.compile(r"(\d{1,2})\)\s*(?=\S)")
_NUMERIC = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")
_FLOAT = re.compile(r"([-−+]?\d+)\.0")


def _drop_numbering(row: Row) -> Row:
    """Only when every option carries its own number in order, so initials and decimals are safe."""
    options = [option for option in row.options if option]
    marks = [_NUMBERED.match(option) for option in options]
    if not options or [mark and int(mark[1]) for mark in marks] != list(range(1, len(options) + 1)):
        return row
    bare = tuple(_NUMBERED.sub("", option, count=1) for option in row.options)
    return with_cells(row, row.text, bare, row.explanation)


def _drop_zero_fractions(row: Row) -> Row:
    """«20.0» is 20 only where no numeric option of the row has a real fraction."""
    numeric = [option for option in row.options if _NUMERIC.fullmatch(option)]
    options = row.options
    if all(_FLOAT.fullmatch(option) or option.lstrip("-−+").isdecimal() for option in numeric):
        options = tuple(_whole(option) for option in row.options)
    answer = _whole(row.answer) if row.kind in (Kind.ONE, Kind.YES_NO) else row.answer
    repaired = with_cells(row, row.text, options, row.explanation)
    return repaired if answer == row.answer else replace(repaired, answer=answer)


def _whole(text: str) -> str:
    found = _FLOAT.fullmatch(text)
    return found[1] if found else text


numbering_prefix = Repair(
    "numbering_prefix",
    "Вариант начинался со своего номера: номера ставит тренажёр.",
    "Исправлено автоматически.",
    _drop_numbering,
)
float_artifact = Repair(
    "float_artifact",
    "Таблица превратила целое число в дробное.",
    "Исправлено автоматически; задайте столбцам вариантов текстовый формат.",
    _drop_zero_fractions,
)
