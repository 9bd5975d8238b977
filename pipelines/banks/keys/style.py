"""Ways to write the key of a question with options."""

import re
from collections.abc import Sequence
from enum import StrEnum

from pipelines.banks.identity import comparison_key
from pipelines.banks.keys.letters import CYRILLIC, LATIN, place

_LETTER = re.compile(r"\(?([A-Za-zА-Яа-я])[).]?")
_NUMBERS = re.compile(r"\d{1,2}(?:[.,]0+)?|\d{1,2}(?:\s*[;,\s]\s*\d{1,2})+;?")
_SEPARATOR = re.compile(r"\s*[;,\n]\s*|\s+")
NOWHERE = 0
"""The id of an option that does not exist."""


class KeyStyle(StrEnum):
    NUMBER = "number"
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    TEXT = "text"
    MARK = "mark"


ALPHABETS = {KeyStyle.LATIN: LATIN, KeyStyle.CYRILLIC: CYRILLIC}


def numbers(answer: str) -> tuple[int, ...]:
    """«2», «1;3»; none when the cell holds anything else."""
    if not _NUMBERS.fullmatch(answer.strip()):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", answer.strip().removesuffix(".0")))


def letters(answer: str) -> tuple[str, ...]:
    """«А», «б)», «A, C»; none when the cell holds anything else."""
    found = [_LETTER.fullmatch(part) for part in _SEPARATOR.split(answer.strip().strip(";,")) if part]
    return tuple(one[1] for one in found if one) if all(found) else ()


def lettered_options(answer: str, style: KeyStyle) -> tuple[int, ...] | None:
    """Ids of the options, ascending; None when the cell does not hold letters, or holds one twice."""
    ids = [place(letter, ALPHABETS[style]) or NOWHERE for letter in letters(answer)]
    return tuple(sorted(ids)) if ids and len(set(ids)) == len(ids) else None


def quoted_options(answer: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """By the text of one option, or of several on lines of their own or between semicolons."""
    if whole := _quoted(answer, options):
        return (whole,)
    parts = [part for part in re.split(r"[;\n]", answer) if part.strip()]
    ids = [_quoted(part, options) or NOWHERE for part in parts]
    return tuple(sorted(ids)) if ids and len(set(ids)) == len(ids) else None


def _quoted(text: str, options: Sequence[str]) -> int | None:
    """The exact text goes first: options may differ by letter case or by a final point only."""
    exact = [number for number, option in enumerate(options, start=1) if option.strip() == text.strip()]
    if exact:
        return exact[0]
    key = comparison_key(text)
    alike = [number for number, option in enumerate(options, start=1) if comparison_key(option) == key]
    return alike[0] if len(alike) == 1 else None
