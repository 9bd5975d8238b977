"""A mark inside of an option: «*четыре», «четыре (+)»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.banks.row import Row

_MARK = re.compile(
    r"^\s*([*+✓✔√])\s*|\s*(?:([*✓✔√])|\(([+*vVxXвх✓✔])\)|\((верно|верный|правильно)\))\s*$", re.IGNORECASE
)


def unmarked(rows: Sequence[Row]) -> Sequence[Row] | None:
    """The rows with their keys as numbers from 1 and their options without marks.

    None unless every question has a marked option and an unmarked one: otherwise the sign may belong
    to the options.
    """
    marked = [_marked(row) for row in rows]
    choices = [(row, numbers) for row, numbers in zip(rows, marked, strict=True) if row.options]
    if not choices or not all(0 < len(numbers) < _given(row) for row, numbers in choices):
        return None
    return list(_unmarked(rows, marked))


def _unmarked(rows: Sequence[Row], marked: Sequence[Sequence[int]]) -> Iterator[Row]:
    for row, numbers in zip(rows, marked, strict=True):
        options = tuple(_MARK.sub("", option) for option in row.options)
        yield replace(row, options=options, answer=";".join(map(str, numbers)), base=1)


def _marked(row: Row) -> Sequence[int]:
    return [number for number, option in enumerate(row.options, start=1) if _MARK.search(option)]


def _given(row: Row) -> int:
    return sum(map(bool, row.options))
