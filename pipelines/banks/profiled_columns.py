"""Columns that a profile declares, in a row of titles."""

import re
from collections.abc import Sequence

from pipelines.banks.column_names import Column
from pipelines.banks.identity import comparison_key
from pipelines.banks.profile import Profile
from pipelines.banks.refusal import FileRefused, Reason

_LETTERS = re.compile(r"[A-Z]{1,2}")


def declared_places(
    keys: Sequence[str], profile: Profile
) -> tuple[dict[Column, int], dict[int, int], dict[int, int]]:
    """Of columns, of options and of marks. Raises FileRefused when a declared header lacks one of them."""
    columns = {column: _place(keys, title, profile) for column, title in profile.columns.items()}
    options = [_place(keys, title, profile) for title in profile.options]
    marks = [_place(keys, title, profile) for title in profile.marks]
    return (
        {column: at for column, at in columns.items() if at is not None},
        {number: at for number, at in enumerate(options, start=1) if at is not None},
        {number: at for number, at in enumerate(marks, start=1) if at is not None},
    )


def _place(keys: Sequence[str], title: str, profile: Profile) -> int | None:
    """By the title, or by the letters that the spreadsheet shows above the column."""
    key = comparison_key(title)
    if key in keys:
        return keys.index(key)
    if profile.header_row is None:
        return None
    if _LETTERS.fullmatch(title) and (at := _letters_to_place(title)) < len(keys):
        return at
    raise FileRefused(
        f"В строке {profile.header_row} нет столбца «{title}», который назван в профиле.",
        Reason.PROFILE_WRONG,
    )


def _letters_to_place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
