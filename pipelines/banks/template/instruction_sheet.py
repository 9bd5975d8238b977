"""«Инструкция»: how to fill in the workbook, with examples that are not read as questions."""

from collections.abc import Sequence

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks import looks
from pipelines.banks.sheets import INSTRUCTION
from pipelines.banks.template.examples import EXAMPLES, HOW_TO_ANSWER, STEPS

_WIDTHS = {"A": 4, "B": 14, "C": 44, "D": 16, "E": 16, "F": 16, "G": 24, "H": 10}
_LAST = len(_WIDTHS)
_EXAMPLE = ("Тип", "Вопрос", "Вариант 1", "Вариант 2", "Вариант 3", "Верный ответ", "Допуск")
_CHARACTERS = 125
"""That fit on one line of the merged cells."""


def add_instruction(book: Workbook, subject: str) -> None:
    sheet = book.create_sheet(INSTRUCTION)
    sheet.sheet_view.showGridLines = False
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.cell(1, 1, f"Банк вопросов: {subject}").font = looks.TITLE
    row = 3
    for number, step in enumerate(STEPS, start=1):
        sheet.cell(row, 1, f"{number}.").font = looks.STRONG
        _wide(sheet, row, step)
        row += 1
    row = _heading(sheet, row + 1, "Как записать верный ответ")
    row = _table(sheet, row, ("Тип", "Когда", "Столбец «Верный ответ»"), HOW_TO_ANSWER, merged_from=4)
    row = _heading(sheet, row + 1, "Образцы (отсюда вопросы не загружаются)")
    shown = [[example.get(title, "") for title in _EXAMPLE] for example in EXAMPLES]
    _table(sheet, row, _EXAMPLE, shown)
    looks.print_wide(sheet)


def _heading(sheet: Worksheet, row: int, text: str) -> int:
    sheet.cell(row, 1, text).font = looks.SUBTITLE
    sheet.row_dimensions[row].height = 22
    return row + 1


def _wide(sheet: Worksheet, row: int, text: str) -> None:
    """A merged cell does not grow with its text, so its height is set."""
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=_LAST)
    cell = sheet.cell(row, 2, text)
    cell.font, cell.alignment = looks.BODY, looks.WRAPPED
    sheet.cell(row, 1).alignment = looks.WRAPPED
    sheet.row_dimensions[row].height = 5 + 15 * (len(text) // _CHARACTERS + 1)


def _table(
    sheet: Worksheet, row: int, titles: Sequence[str], rows: Sequence[Sequence[str]], merged_from: int = 0
) -> int:
    """The first row below it. With `merged_from` the last column reaches from there to the right edge."""
    for at, cells in enumerate((titles, *rows), start=row):
        for column, text in enumerate(cells, start=2):
            cell = sheet.cell(at, column, text or None)
            cell.number_format, cell.alignment, cell.border = looks.TEXT, looks.MIDDLE, looks.GRID
            cell.font = looks.ON_DARK if at == row else looks.BODY
            if at == row:
                cell.fill = looks.fill(looks.DARK)
        if merged_from:
            sheet.merge_cells(start_row=at, start_column=merged_from, end_row=at, end_column=_LAST)
        sheet.row_dimensions[at].height = 22
    return row + len(rows) + 1
