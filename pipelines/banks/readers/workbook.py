"""Workbooks: every cell as text, nothing guessed about types."""

from collections.abc import Mapping, Sequence
from zipfile import BadZipFile

from fastexcel import CalamineError, ExcelReader, FastExcelError, read_excel

from pipelines.banks.columns import find_header
from pipelines.banks.readers.archive import inspect
from pipelines.banks.readers.formulas import first_formula
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused

QUESTIONS = "Вопросы"
PASSPORT = "Паспорт"


def read_workbook(name: str, content: bytes) -> Table:
    """The sheet of questions, or the first sheet with a known header."""
    inspect(name, content)
    try:
        book = read_excel(content)
        passport = _passport(book)
        for sheet in _sheets(book):
            rows = _cells(book, sheet)
            if find_header(rows) is not None:
                _refuse_formulas(content, name, sheet)
                return Table(sheet, rows, passport)
    except (CalamineError, FastExcelError, BadZipFile) as error:
        raise FileRefused(f"Книга «{name}» повреждена: откройте её в Excel и сохраните заново.") from error
    raise FileRefused(f"В книге «{name}» нет листа с заголовком: нужны столбцы «Вопрос» и «Верный ответ».")


def _sheets(book: ExcelReader) -> Sequence[str]:
    return sorted(book.sheet_names, key=lambda sheet: sheet != QUESTIONS)


def _cells(book: ExcelReader, sheet: str) -> Sequence[Sequence[str]]:
    """`skip_rows` must be given, or empty rows at the top are lost and the numbers of the rows with them."""
    frame = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return [[cell or "" for cell in row] for row in frame.rows()]


def _passport(book: ExcelReader) -> Mapping[str, str]:
    """Names in the first column, values in the second."""
    if PASSPORT not in book.sheet_names:
        return {}
    return {row[0].strip(): row[1].strip() for row in _cells(book, PASSPORT) if len(row) > 1}


def _refuse_formulas(content: bytes, name: str, sheet: str) -> None:
    if cell := first_formula(content, sheet):
        raise FileRefused(
            f"В книге «{name}» формула вместо значения (лист «{sheet}», {cell}): вставьте значения."
        )
