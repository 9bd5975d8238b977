"""The answer to a file, and what a department does with it."""

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks.annotation.answer import write_answer
from pipelines.banks.check import check
from pipelines.banks.report import Report
from tests.pipelines.banks.tables import SUBJECTS


def answered(file: Path) -> tuple[Report, Workbook]:
    report = check(file, SUBJECTS, subject="sums")
    write_answer(file, report, file.with_name("answer.xlsx"))
    return report, load_workbook(file.with_name("answer.xlsx"))


def column(sheet: Worksheet, title: str, row: int = 1) -> int:
    return [cell.value for cell in sheet[row]].index(title) + 1


def change(book: Workbook, sheet: str, old: str | None, **cells: str) -> None:
    """Cells of the row whose question is `old`."""
    page = book[sheet]
    head = 2 if sheet == "Исправить" else 1
    text = column(page, "Вопрос", head)
    [row] = [row for row in range(head + 1, page.max_row + 1) if page.cell(row, text).value == old]
    for title, value in cells.items():
        page.cell(row, column(page, title.replace("_", " "), head)).value = value
