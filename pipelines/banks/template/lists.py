"""«Справочники»: where the drop-down lists live, since lists inside of a cell stop at 255 characters."""

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from pipelines.banks import looks
from pipelines.banks.sheets import LISTS
from pipelines.banks.subjects import Subject
from pipelines.banks.template.titles import KIND, SOURCE, STAGE, THEME

YES_NO = "Да или нет"
KINDS = ("да/нет", "один", "несколько", "открытый")
STAGES = ("школьный", "муниципальный", "региональный", "заключительный")


def lists_of(subject: Subject) -> Mapping[str, Sequence[str]]:
    return {
        KIND: KINDS,
        THEME: subject.themes,
        SOURCE: subject.sources,
        STAGE: STAGES,
        YES_NO: ("да", "нет"),
    }


def add_lists(book: Workbook, subject: Subject) -> None:
    sheet = book.create_sheet(LISTS)
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = "A2"
    for column, (title, values) in enumerate(lists_of(subject).items(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(map(len, (title, *values))) + 4
        for row, text in enumerate((title, *values), start=1):
            cell = sheet.cell(row, column, text)
            cell.font, cell.border, cell.number_format = looks.BODY, looks.GRID, looks.TEXT
        head = sheet.cell(1, column)
        head.font, head.fill, head.alignment = looks.ON_DARK, looks.fill(looks.DARK), looks.CENTRED


def find_lists(book: Workbook) -> Mapping[str, str]:
    """Where each list stands, as a formula of data validation; an empty list is not named."""
    if LISTS not in book.sheetnames:
        return {}
    ranges: dict[str, str] = {}
    for place, column in enumerate(book[LISTS].iter_cols(), start=1):
        letter, values = get_column_letter(place), sum(cell.value is not None for cell in column) - 1
        if values > 0:
            ranges[str(column[0].value)] = f"'{LISTS}'!${letter}$2:${letter}${values + 1}"
    return ranges
