"""«Проверка»: everything that was found, the worst first, and the totals beside it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from pipelines.banks import looks
from pipelines.banks.annotation.cells import Look, Pen
from pipelines.banks.annotation.marks import COLOURS, NAMES, Marks, sentences, urgency
from pipelines.banks.report import Finding, Report
from pipelines.banks.sheets import FINDINGS

MOST_LINKS = 60_000
"""Excel takes 65 530 links on a sheet, and repairs a book that has more."""

MOST_FINDINGS = 1_000_000

_TITLES = {
    "№ строки": 10, "Столбец": 20, "Уровень": 18, "Код": 24, "Что не так": 62, "Что сделать": 58,
}  # fmt: skip
_LONG = (62, 58)
_LETTERS = "ABCDEFGHI"
_TOTALS = {"H": 34, "I": 10}


def add_findings(book: Workbook, report: Report, marks: Marks | None, linked_to: str | None) -> None:
    """`marks` and the sheet that is `linked_to` are missing where a file has no cells to point at."""
    sheet = book.create_sheet(FINDINGS, 0)
    sheet.sheet_properties.tabColor = "C00000" if report.rejected or report.held else "2E8B57"
    sheet.freeze_panes = "A2"
    looks.print_wide(sheet, "1:1")
    for letter, width in zip(_LETTERS, (*_TITLES.values(), 3, *_TOTALS.values()), strict=True):
        sheet.column_dimensions[letter].width = width
    pen = Pen(sheet)
    found = sorted(report.findings, key=urgency)[:MOST_FINDINGS]
    sheet.auto_filter.ref = f"A1:F{len(found) + 1}"
    titles: Sequence[Cell | None] = [*map(pen.head, _TITLES), None, *map(pen.head, ("Итог", ""))]
    pen.append(titles)
    rows = _rows(pen, found, marks, linked_to)
    sheet.row_dimensions[1].height = looks.HEAD_HEIGHT
    for place, (cells, total) in enumerate(zip_longest(rows, _totals(pen, report), fillvalue=())):
        if place < len(found):
            told = sentences(found[place]), found[place].hint
            sheet.row_dimensions[place + 2].height = looks.row_height(zip(told, _LONG, strict=True))
        left: Sequence[Cell | None] = cells or [None] * len(_TITLES)
        pen.append([*left, None, *total])


def _rows(
    pen: Pen, found: Sequence[Finding], marks: Marks | None, linked_to: str | None
) -> Iterator[Sequence[Cell]]:
    for place, one in enumerate(found):
        if marks and linked_to and one.row and place < MOST_LINKS:
            row = pen.link(one.row, linked_to, marks.address(one))
        else:
            row = pen.number(one.row) if one.row else pen.text("")
        level = pen.text(NAMES[one.level], colour=COLOURS[one.level])
        others = map(pen.text, (one.code, sentences(one), one.hint))
        yield [row, pen.text(one.column or ""), level, *others]


def _totals(pen: Pen, report: Report) -> Iterator[Sequence[Cell]]:
    totals = {
        "Строк с вопросами": report.rows,
        "Принято вопросов": len(report.questions),
        "Объединено копий": report.merged,
        "Отклонено строк": report.rejected,
        "Ждут решения": report.held,
        "Исправлено автоматически": report.repaired,
        "Строк с предупреждениями": report.warnings,
    }
    for name, count in totals.items():
        yield pen.text(name, colour=looks.PALE), pen.number(count, Look.STRONG)
