"""Workbooks: every cell as the text that the department sees."""

import re
from collections.abc import Mapping, Sequence
from zipfile import BadZipFile

from fastexcel import CalamineError, ExcelReader, FastExcelError, read_excel

from pipelines.banks.columns import HEADER_WITHIN, find_header
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.archive import inspect
from pipelines.banks.readers.corrections import corrected, with_corrections
from pipelines.banks.readers.sheet_survey import Survey, survey
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.sheets import CORRECTIONS, PASSPORT, QUESTIONS, WITHOUT_QUESTIONS

_NO_DAY = "1899-12-3"
_TIME_OF_NO_DAY = re.compile(_NO_DAY + r"[01] (\d\d:\d\d)(?::00)?")


def read_workbook(name: str, content: bytes, profile: Profile = UNDECLARED) -> Table:
    """The only sheet of questions; rows that were put right on «Исправить» stand in their old places."""
    inspect(name, content)
    try:
        book = read_excel(content)
        sheet = _sheet_of_questions(name, book, profile)
        rows = _cells(book, sheet, content, name)
        if CORRECTIONS not in book.sheet_names or sheet == CORRECTIONS:
            return Table(sheet, rows, _passport(book))
        corrections = corrected(rows, _cells(book, CORRECTIONS, content, name))
        return Table(sheet, with_corrections(rows, corrections), _passport(book), sorted(corrections))
    except (CalamineError, FastExcelError, BadZipFile) as error:
        raise FileRefused(
            f"Книга «{name}» повреждена: откройте её в Excel и сохраните заново.", Reason.WORKBOOK_BROKEN
        ) from error


def _sheet_of_questions(name: str, book: ExcelReader, profile: Profile) -> str:
    if profile.sheet is not None:
        if profile.sheet in book.sheet_names:
            return profile.sheet
        raise FileRefused(
            f"В книге «{name}» нет листа «{profile.sheet}», который назван в профиле.", Reason.PROFILE_WRONG
        )
    found = [sheet for sheet in book.sheet_names if _holds_questions(book, sheet, profile)]
    chosen = [sheet for sheet in found if sheet == QUESTIONS] or [one for one in found if one != CORRECTIONS]
    if len(chosen) > 1:
        listed = ", ".join(f"«{sheet}»" for sheet in chosen)
        raise FileRefused(
            f"В книге «{name}» вопросы на нескольких листах ({listed}): соберите их на одном или добавьте "
            f'в профиль строку sheet = "{chosen[0]}".',
            Reason.SEVERAL_SHEETS,
        )
    if not found:
        raise FileRefused(
            f"В книге «{name}» нет листа с заголовком: нужны столбцы «Вопрос» и «Верный ответ»; если они "
            'называются иначе, добавьте в профиль строки columns.text = "…" и columns.answer = "…".',
            Reason.HEADER_MISSING,
        )
    return (chosen or found)[0]


def _holds_questions(book: ExcelReader, sheet: str, profile: Profile) -> bool:
    if sheet in WITHOUT_QUESTIONS:
        return False
    return find_header(_values(book, sheet, HEADER_WITHIN + 1), profile) is not None


def _values(book: ExcelReader, sheet: str, most: int | None = None) -> list[list[str]]:
    """`skip_rows` must be given, or empty rows at the top are lost and the numbers of the rows with them."""
    frame = book.load_sheet(sheet, header_row=None, skip_rows=0, n_rows=most, dtypes="string").to_polars()
    return [[cell or "" for cell in row] for row in frame.rows()]


def _cells(book: ExcelReader, sheet: str, content: bytes, name: str) -> Sequence[Sequence[str]]:
    rows = _values(book, sheet)
    found = survey(content, sheet, len(rows))
    if found.formula:
        raise FileRefused(
            f"В книге «{name}» формула вместо значения (лист «{sheet}», {found.formula}): вставьте значения.",
            Reason.FORMULA,
        )
    return _as_shown(rows, found)


def _as_shown(rows: list[list[str]], found: Survey) -> Sequence[Sequence[str]]:
    """Times of day and per cent as they are shown, below the columns as the spreadsheet counts them."""
    margin = _empty_columns(rows, found)
    rows = [[*margin, *map(_time_of_day, row)] for row in rows]
    for address, number in found.percents.items():
        if address.row <= len(rows) and address.column <= len(rows[address.row - 1]):
            rows[address.row - 1][address.column - 1] = f"{number * 100:.10g}%"
    return rows


def _empty_columns(rows: Sequence[Sequence[str]], found: Survey) -> Sequence[str]:
    """Those to the left of the first filled one, which the reader leaves out."""
    first = found.first_filled
    if first is None or first.row > len(rows):
        return []
    read_at = next((place for place, cell in enumerate(rows[first.row - 1]) if cell), first.column - 1)
    return [""] * (first.column - 1 - read_at)


def _time_of_day(cell: str) -> str:
    time = _TIME_OF_NO_DAY.fullmatch(cell) if cell.startswith(_NO_DAY) else None
    return time[1] if time else cell


def _passport(book: ExcelReader) -> Mapping[str, str]:
    """Names in the first column, values in the second."""
    if PASSPORT not in book.sheet_names:
        return {}
    return {row[0].strip(): row[1].strip() for row in _values(book, PASSPORT) if len(row) > 1}
