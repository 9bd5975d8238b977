"""Keys of every style become numbers of options; what proves a style is in `proof`."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.banks.answers import read_key
from pipelines.banks.columns import Column, Header
from pipelines.banks.keys.letters import LATIN, doubtful
from pipelines.banks.keys.marks import unmarked
from pipelines.banks.keys.proof import proven_base, proven_style
from pipelines.banks.keys.style import (
    ALPHABETS,
    NOWHERE,
    KeyStyle,
    lettered_options,
    letters,
    numbers,
    quoted_options,
)
from pipelines.banks.profile import Profile
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.row import Defect, Row, Trouble
from serving.core.questions import Kind

SMALLEST_FILE = 2
"""A single answer that is neither yes nor no is a mistake of its row."""


def settle_keys(rows: Sequence[Row], header: Header, profile: Profile) -> Sequence[Row]:
    """Raises FileRefused when neither the file nor the profile says how the keys are written."""
    if not header.options:
        _refuse_unknown_kind(rows, header, profile)
        return rows
    unanswered = Column.ANSWER not in header.places and not header.marks
    if unanswered or profile.key_style is KeyStyle.MARK:
        return _with_kinds(_unmarked(rows), header, profile)
    if header.style_declared and profile.key_style is None:
        return _with_kinds(rows, header, profile) if header.marks else rows
    choices = [row for row in rows if row.is_choice]
    style = profile.key_style or proven_style(choices, header)
    base = header.base
    if style is KeyStyle.NUMBER and not header.base_declared:
        base = proven_base(choices)
    unclear = doubtful((one for row in choices for one in letters(row.answer)), ALPHABETS.get(style, LATIN))
    return _with_kinds([_settled(row, style, base, unclear) for row in rows], header, profile)


def _settled(row: Row, style: KeyStyle, base: int, unclear: frozenset[str]) -> Row:
    """A key that cannot be read stays as it is: the rules tell it."""
    if not row.is_choice or style is KeyStyle.NUMBER:
        return replace(row, base=base)
    if style is KeyStyle.TEXT:
        ids = quoted_options(row.answer, row.options)
    else:
        told = not unclear.intersection(map(str.upper, letters(row.answer)))
        ids = lettered_options(row.answer, style) if told else None
    if ids and NOWHERE not in ids:
        return replace(row, base=1, answer=";".join(map(str, ids)))
    return replace(row, base=1, defects=_differs(row) if numbers(row.answer) else row.defects)


def _differs(row: Row) -> tuple[Defect, ...]:
    """A number among letters or texts could be read, and must not be."""
    return (*row.defects, Defect(Trouble.KEY_STYLE_DIFFERS, Column.ANSWER.value, row.answer))


def _with_kinds(rows: Sequence[Row], header: Header, profile: Profile) -> Sequence[Row]:
    """Without a column of kinds a question with several right options is one with several."""
    if Column.KIND in header.places or profile.kind is not None:
        return rows
    return [replace(row, kind=Kind.MULTIPLE) if len(numbers(row.answer)) > 1 else row for row in rows]


def _unmarked(rows: Sequence[Row]) -> Sequence[Row]:
    found = unmarked(rows)
    if found is None:
        raise FileRefused(
            "Столбца с верным ответом нет, и отметки есть не у каждого вопроса: добавьте в профиль строку "
            'columns.answer = "название столбца".',
            Reason.HEADER_MISSING,
        )
    return found


def _refuse_unknown_kind(rows: Sequence[Row], header: Header, profile: Profile) -> None:
    if Column.KIND in header.places or profile.kind is not None:
        return
    answered = [row for row in rows if row.answer.strip()]
    if len(answered) >= SMALLEST_FILE and all(read_key(row) is None for row in answered):
        raise FileRefused(
            "Вариантов нет, и ни один верный ответ — не «да» и не «нет»: добавьте столбец «Тип» или "
            'в профиль строку kind = "открытый".',
            Reason.KIND_UNPROVEN,
        )
