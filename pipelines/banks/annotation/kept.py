"""The workbook of a department with its own looks: marked, and nothing else is touched."""

import io
import warnings
from collections.abc import Sequence
from itertools import chain

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks import looks
from pipelines.banks.annotation.cells import rewrite
from pipelines.banks.annotation.made import MOST_COMMENTS
from pipelines.banks.annotation.marks import COLOURS, Marks, comment_text
from pipelines.banks.readers.table import Table
from pipelines.banks.report import Finding
from pipelines.banks.sheets import CORRECTIONS, FINDINGS
from pipelines.banks.template.lists import find_lists
from pipelines.banks.template.question_sheet import offer_lists

_OURS = frozenset(f"00{colour}" for colour in COLOURS.values())


def open_kept(content: bytes) -> Workbook:
    """Without our sheets of an earlier answer. What openpyxl cannot keep, such as charts, it leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content))
    if FINDINGS in book.sheetnames:
        for sheet in book.worksheets:
            _clear(sheet)
    for name in (FINDINGS, CORRECTIONS):
        if name in book.sheetnames:
            book.remove(book[name])
    return book


def restore_lists(book: Workbook, sheet: Worksheet) -> None:
    """Excel stores lists that live on another sheet in a way that openpyxl leaves out."""
    if not sheet.data_validations.dataValidation:
        offer_lists(sheet, find_lists(book))


def mark(sheet: Worksheet, table: Table, marks: Marks) -> None:
    for row in table.corrected:
        _write_row(sheet, row, table.rows[row - 1])
    fills = {level: looks.fill(colour) for level, colour in COLOURS.items()}
    for place, ((row, column), found) in enumerate(marks.at.items()):
        cell = sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            continue
        cell.fill = fills[found[0].level]
        if place < MOST_COMMENTS:
            _tell(cell, found)


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell):
            rewrite(cell, text)


def _clear(sheet: Worksheet) -> None:
    """Marks of an earlier answer."""
    for cell in chain.from_iterable(sheet.iter_rows()):
        if not isinstance(cell, Cell):
            continue
        if cell.has_style and cell.fill.start_color.rgb in _OURS:
            cell.fill = PatternFill()
        if cell.comment is not None and cell.comment.author == looks.AUTHOR:
            cell.comment = None


def _tell(cell: Cell, found: Sequence[Finding]) -> None:
    """A comment of the department stays above ours."""
    theirs = f"{cell.comment.text}\n\n" if cell.comment is not None else ""
    cell.comment = looks.note(theirs + comment_text(found), looks.AUTHOR)
