"""Rows that a department put right on the sheet «Исправить» of the answer to its file."""

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import TypeAlias

SENT_ROW = "Строка"
TO_DO = "Что исправить"
FINGERPRINT = "Отпечаток"

Rows: TypeAlias = Sequence[Sequence[str]]

_SHOWN = 30_000
"""Excel cuts a longer cell."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f]")


def fingerprint(cells: Sequence[str]) -> str:
    """Of a row as it was sent; spaces do not count, since spreadsheets change them."""
    plain = [" ".join(_ILLEGAL.sub("", cell[:_SHOWN]).split()) for cell in cells]
    while plain and not plain[-1]:
        plain.pop()
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()[:16]


def corrected(sent: Rows, sheet: Rows) -> Mapping[int, Sequence[str]]:
    """The cells of corrected rows by the number of the row that each replaces.

    A row that nobody touched on «Исправить» is left out: it may have been corrected in its old place.
    A corrected row whose old one is no more gets a number below all others.
    """
    places: dict[str, deque[int]] = defaultdict(deque)
    for number, cells in enumerate(sent, start=1):
        places[fingerprint(cells)].append(number)
    found: dict[int, Sequence[str]] = {}
    for old, cells in _corrections(sheet):
        if fingerprint(cells) != old and any(cell.strip() for cell in cells):
            below = max(len(sent), *found, 0) + 1
            found[places[old].popleft() if places[old] else below] = cells
    return found


def with_corrections(sent: Rows, corrections: Mapping[int, Sequence[str]]) -> Rows:
    rows = [corrections.get(number, cells) for number, cells in enumerate(sent, start=1)]
    return rows + [corrections[number] for number in sorted(corrections) if number > len(sent)]


def _corrections(sheet: Rows) -> Sequence[tuple[str, Sequence[str]]]:
    """Fingerprints of the rows as they were sent, with the cells as they are now."""
    for index, cells in enumerate(sheet):
        titles: Mapping[str, int] = {cell.strip(): place for place, cell in enumerate(cells)}
        if titles.keys() >= {TO_DO, FINGERPRINT}:
            start, end = titles[TO_DO] + 1, titles[FINGERPRINT]
            return [
                (row[end].strip(), row[start:end])
                for row in sheet[index + 1 :]
                if len(row) > end and row[end]
            ]
    return ()
