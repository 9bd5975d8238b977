"""The key as departments write it."""

import re
from decimal import Decimal
from typing import TypeAlias

from pipelines.banks.lists import split_list
from pipelines.banks.row import Row
from serving.core.questions import Kind, number

Key: TypeAlias = bool | int | tuple[int, ...] | tuple[str, ...]
"""yes/no · id of the option · ids of the options, ascending · accepted forms."""

_WORDS = {"да": True, "верно": True, "true": True, "истина": True, "yes": True} | {
    "нет": False, "неверно": False, "false": False, "ложь": False, "no": False
}  # fmt: skip
_DIGITS = {"1": True, "0": False}
_NUMBER = re.compile(r"(\d{1,2})(?:[.,]0+)?")
_LIST = re.compile(r"\d{1,2}(?:\s*[;,\s]\s*\d{1,2})*")
_RANGE = re.compile(r"(.+?)\.\.(.+)")


def read_key(row: Row) -> Key | None:
    """None when the cell is not a key of the row's kind; an option need not exist."""
    answer = row.answer.strip()
    match row.kind:
        case Kind.YES_NO:
            return _yes_no(answer.lower(), row.base)
        case Kind.ONE:
            found = _NUMBER.fullmatch(answer)
            return int(found[1]) - row.base + 1 if found else None
        case Kind.MULTIPLE:
            return _several(answer.removesuffix(";"), row.base)
        case Kind.OPEN:
            return _forms(answer)
        case None:
            return None


def read_tolerance(written: str) -> tuple[Decimal, bool] | None:
    """The value and whether it is per cent; None when it is not a tolerance."""
    value = number(written.removesuffix("%"))
    return None if value is None or value < 0 else (value, written.endswith("%"))


def _yes_no(answer: str, base: int) -> bool | None:
    """Digits are understood only where the key counts from 0: "1" could as well be the first option."""
    return (_WORDS | _DIGITS if base == 0 else _WORDS).get(answer)


def _several(answer: str, base: int) -> tuple[int, ...] | None:
    if not _LIST.fullmatch(answer):
        return None
    ids = [int(digits) - base + 1 for digits in re.findall(r"\d+", answer)]
    return tuple(sorted(ids)) if len(set(ids)) == len(ids) else None


def _forms(answer: str) -> tuple[str, ...] | None:
    forms = split_list(answer)
    return forms if forms and all(map(_is_form, forms)) else None


def _is_form(form: str) -> bool:
    """Only a range can be wrong: its ends must be numbers in ascending order."""
    ends = _RANGE.fullmatch(form)
    if ends is None:
        return True
    low, high = number(ends[1]), number(ends[2])
    return low is None or high is None or low <= high
