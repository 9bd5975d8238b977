"""«Вопросы»: every cell is text, which prevents what spreadsheets do to numbers, dates and per cents."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks import looks
from pipelines.banks.sheets import QUESTIONS
from pipelines.banks.template.lists import YES_NO, find_lists
from pipelines.banks.template.titles import FIXED_ORDER, KIND, SOURCE, STAGE, SUBWAY, THEME, TITLES

READY_ROWS = 300
LAST_ROW = 5000
"""Rows up to the first number look ready to be filled in; drop-down lists reach to the second."""

_CLOSED = (KIND, SUBWAY, FIXED_ORDER)
"""Lists to which nothing can be added."""

_LISTS = {KIND: KIND, THEME: THEME, SOURCE: SOURCE, STAGE: STAGE, SUBWAY: YES_NO, FIXED_ORDER: YES_NO}


def add_questions(book: Workbook) -> None:
    sheet = book.create_sheet(QUESTIONS)
    sheet.freeze_panes = "D2"
    sheet.row_dimensions[1].height = 34
    for column, title in enumerate(TITLES, start=1):
        head = sheet.cell(1, column, title.name)
        head.fill = looks.fill(looks.ACCENT if title.needed else looks.DARK)
        head.font, head.alignment, head.border = looks.ON_DARK, looks.CENTRED, looks.GRID
        head.comment = looks.note(title.note)
        head.number_format = looks.TEXT
        _whole_column(sheet, column, title.width)
    offer_lists(sheet, find_lists(book))
    for cells in sheet.iter_rows(min_row=2, max_row=READY_ROWS + 1, max_col=len(TITLES)):
        for cell in cells:
            cell.number_format, cell.alignment = looks.TEXT, looks.WRAPPED
            cell.font, cell.border = looks.BODY, looks.GRID
    looks.print_wide(sheet, "1:1")


def offer_lists(sheet: Worksheet, lists: Mapping[str, str]) -> None:
    """Drop-down lists for the columns that the first row names."""
    for column, title in enumerate((cell.value for cell in sheet[1]), start=1):
        if listed := lists.get(_LISTS.get(str(title), "")):
            _offer(sheet, column, str(title), listed)


def _whole_column(sheet: Worksheet, column: int, width: float) -> None:
    """Rows below the ready ones are text as well."""
    whole = sheet.column_dimensions[get_column_letter(column)]
    whole.width, whole.number_format = width, looks.TEXT
    whole.alignment, whole.font = looks.WRAPPED, looks.BODY


def _offer(sheet: Worksheet, column: int, name: str, listed: str) -> None:
    closed = name in _CLOSED
    offer = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=closed)
    if closed:
        offer.errorTitle, offer.error = name, "Выберите значение из списка."
    letter = get_column_letter(column)
    offer.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(offer)
