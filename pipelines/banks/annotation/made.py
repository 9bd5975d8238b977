"""A workbook made from a table that has none, or from one too large to be kept with its looks."""

from collections.abc import Mapping, Sequence
from itertools import islice

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from pipelines.banks import looks
from pipelines.banks.annotation.cells import Look, Pen
from pipelines.banks.annotation.marks import COLOURS, Marks, comment_text
from pipelines.banks.annotation.widths import width_of
from pipelines.banks.column_names import SURPLUS
from pipelines.banks.columns import Header
from pipelines.banks.readers.table import Table
from pipelines.banks.report import Finding
from pipelines.banks.sheets import PASSPORT

_NARROWEST = 14
MOST_COMMENTS = 5_000
"""Each is a drawing: a spreadsheet with more of them opens slowly. Every finding is on «Проверка» anyway."""


def add_table(book: Workbook, title: str, table: Table, header: Header, marks: Marks) -> None:
    """Rows keep their numbers, so that findings point at them."""
    sheet = book.create_sheet(title)
    looks.print_wide(sheet)
    if header.row >= 0:
        sheet.freeze_panes = f"A{header.row + 2}"
    widths = [width_of(header, place) for place in range(header.width)]
    for place in range(header.width):
        whole = sheet.column_dimensions[get_column_letter(place + 1)]
        whole.width, whole.number_format = widths[place], looks.TEXT
    pen = Pen(sheet)
    told = set(islice(marks.at, MOST_COMMENTS))
    widest = max(map(len, table.rows))
    for row, texts in enumerate(table.rows, start=1):
        if row == header.row + 1:
            sheet.row_dimensions[row].height = looks.HEAD_HEIGHT
            pen.append([pen.head(text) for text in [*texts, *[SURPLUS] * (widest - len(texts))]])
            continue
        if any(len(text) > _NARROWEST for text in texts):
            sheet.row_dimensions[row].height = looks.row_height(zip(texts, widths, strict=False))
        padded = enumerate([*texts, *[""] * (header.width - len(texts))], start=1)
        pen.append(
            [
                _cell(pen, text, marks.at.get((row, place), ()), told=(row, place) in told)
                for place, text in padded
            ]
        )


def add_passport(book: Workbook, passport: Mapping[str, str]) -> None:
    sheet = book.create_sheet(PASSPORT)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 40
    pen = Pen(sheet)
    for name, value in passport.items():
        pen.append([pen.text(name, Look.STRONG), pen.text(value)])


def _cell(pen: Pen, text: str, found: Sequence[Finding], *, told: bool) -> Cell | None:
    if not text and not found:
        return None
    cell = pen.text(text, Look.SENT, colour=COLOURS[found[0].level] if found else None)
    if told:
        cell.comment = looks.note(comment_text(found), looks.AUTHOR)
    return cell
