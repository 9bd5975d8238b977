"""Spellings that have one correction."""

import re
from dataclasses import replace

from pipelines.banks.repairs.repair import Repair, with_texts
from pipelines.banks.row import Row

_WORD = re.compile("[A-Za-zА-Яа-яЁё]+")
_SEAM = re.compile("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_LATIN, _CYRILLIC = "aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_WITHOUT_TWIN = re.compile(f"[А-Яа-яЁё](?<![{_CYRILLIC}])")
_LATIN_LETTER = re.compile("[A-Za-z]")


def mixed_word(text: str) -> str | None:
    """The first word of two alphabets."""
    if not _SEAM.search(text):
        return None
    return next((word for word in _WORD.findall(text) if _SEAM.search(word)), None)


def _to_cyrillic(word: re.Match[str]) -> str:
    """A word with a letter that only Cyrillic has, all of whose Latin letters have a twin there."""
    cyrillic = word[0].translate(_TO_CYRILLIC)
    certain = _WITHOUT_TWIN.search(word[0]) and not _LATIN_LETTER.search(cyrillic)
    return cyrillic if certain else word[0]


def _one_alphabet(text: str) -> str:
    return _WORD.sub(_to_cyrillic, text) if _SEAM.search(text) else text


def _correct_theme(row: Row) -> Row:
    title = row.subject.theme_correction(row.theme)
    return row if title is None or title == row.theme else replace(row, theme=title)


latin_in_cyrillic = Repair(
    "latin_in_cyrillic",
    "В русском слове были латинские буквы.",
    "Исправлено автоматически.",
    lambda row: with_texts(row, _one_alphabet),
)
theme_typo = Repair(
    "theme_typo",
    "Тема была написана с ошибкой или латиницей.",
    "Исправлено автоматически по списку тем предмета.",
    _correct_theme,
)
