"""Where the columns of a bank stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.banks.column_names import MOST_OPTIONS, Column, option_name
from pipelines.banks.header_line import HeaderLine, read_line
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.refusal import FileRefused, Reason

__all__ = ["HEADER_WITHIN", "MOST_OPTIONS", "Column", "Header", "find_header", "option_name"]

HEADER_WITHIN = 15


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column stands in a row of cells, and how the department calls it.

    `base`: what the key of the first option is; `base_declared` and `style_declared` are false where the
    way the columns are called does not say how the key is written. `marks` stand next to their options.
    """

    row: int
    places: Mapping[Column, int]
    options: Mapping[int, int]
    names: Mapping[str, str]
    base: int
    width: int
    marks: Mapping[int, int] = field(default_factory=dict)
    base_declared: bool = True
    style_declared: bool = True


def find_header(rows: Sequence[Sequence[str]], profile: Profile = UNDECLARED) -> Header | None:
    """The first of the top rows that names a question and its answer; `row` is its index in `rows`."""
    if profile.header_row is not None:
        return _declared_header(rows, profile, profile.header_row)
    for index, cells in enumerate(rows[:HEADER_WITHIN]):
        below = rows[index + 1] if index + 1 < len(rows) else ()
        line = read_line(cells, below, profile)
        if line.is_header:
            return _header(index, line, profile)
    return None


def _declared_header(rows: Sequence[Sequence[str]], profile: Profile, number: int) -> Header | None:
    """Row 0 is no row: the columns are letters then, and the table begins at its first row."""
    if number > len(rows):
        raise FileRefused(
            f"В профиле заголовок в строке {number}, а строк в файле {len(rows)}.", Reason.PROFILE_WRONG
        )
    width = max(map(len, rows), default=0)
    cells = rows[number - 1] if number else [""] * width
    below = rows[number] if number < len(rows) else ()
    line = read_line(cells, below, profile)
    return _header(number - 1, line, profile) if line.is_header else None


def _header(index: int, line: HeaderLine, profile: Profile) -> Header:
    _refuse_unclear(line)
    base = _base(line, profile)
    by_words = not line.options or bool(line.marks)
    return Header(
        row=index + line.deeper,
        places=line.places,
        options=dict(sorted(line.options.items())),
        names=line.names,
        base=int(bool(line.options) or Column.KIND in line.places) if base is None else base,
        width=line.width,
        marks=line.marks,
        base_declared=base is not None or by_words,
        style_declared=by_words or line.bases == {0} or (line.bases == {1} and Column.KIND in line.places),
    )


def _refuse_unclear(line: HeaderLine) -> None:
    if line.doubled is not None:
        column, (first, second) = line.doubled
        raise FileRefused(
            f"Столбец для «{first}» встречается дважды («{first}» и «{second}»): оставьте один или добавьте "
            f'в профиль строку columns.{column} = "{second}".',
            Reason.COLUMN_TWICE,
        )
    if line.crowded is not None and not line.options:
        raise FileRefused(
            f"Все варианты стоят в одном столбце «{line.crowded}»: разнесите их по столбцам "
            "«Вариант 1», «Вариант 2» и так далее.",
            Reason.OPTIONS_IN_ONE_CELL,
        )


def _base(line: HeaderLine, profile: Profile) -> int | None:
    """What the profile declares, else what the names of the options declare; marks are counted from 1."""
    if line.marks:
        return 1
    if profile.key_base is not None:
        return profile.key_base
    if len(line.bases) > 1:
        raise FileRefused(
            "Столбцы вариантов названы двумя способами: непонятно, откуда считать верный ответ; добавьте "
            "в профиль строку key_base = 1 (или 0, если первый вариант — нулевой).",
            Reason.KEY_BASE_UNPROVEN,
        )
    return next(iter(line.bases), None)
