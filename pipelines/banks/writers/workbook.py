"""A bank as the workbook of departments."""

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks.report import CheckedQuestion
from pipelines.banks.writers.pictures import ReleasedPictures
from pipelines.banks.writers.unwritable import Unwritable
from pipelines.banks.writers.workbook_row import cells, column_names

LONGEST_CELL = 32_767
"""In UTF-16 units; Excel cuts what is longer."""

_ESCAPE_OF_EXCEL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(questions: Sequence[CheckedQuestion], pictures: ReleasedPictures, subject: str) -> bytes:
    """`subject` is the title. Raises Unwritable for a text that no cell holds."""
    rows = _rows(questions, pictures)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Вопросы")
    sheet.freeze_panes = "D2"
    for row in rows:
        _append(sheet, row)
    _append(book.create_sheet("Паспорт"), ["Предмет", subject])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _rows(questions: Sequence[CheckedQuestion], pictures: ReleasedPictures) -> Sequence[Sequence[str]]:
    """The names of the columns first. Whole before the book is begun, as it cannot be given up halfway."""
    columns = column_names(max((len(one.question.choices) for one in questions), default=0))
    rows = [columns]
    for place, checked in enumerate(questions, start=1):
        photo = checked.question.photo
        written = cells(checked, place, pictures.name(photo) if photo else "")
        rows.append([_writable(written.get(column, "")) for column in columns])
    return rows


def _writable(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        raise Unwritable(f"No cell holds the text that begins with «{text[:80]}»: export another format.")
    return text


def _append(sheet: Worksheet, texts: Iterable[str]) -> None:
    sheet.append([_cell(sheet, text) for text in texts])


def _cell(sheet: Worksheet, text: str) -> Cell | None:
    """Always text, whatever it looks like: a formula, a number, a date."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, _ESCAPE_OF_EXCEL.sub("_x005F_", text))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
