"""«Паспорт»: what is true of the whole file."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from pipelines.banks import looks
from pipelines.banks.sheets import CONTACT, DEPARTMENT, KEY_BASE, PASSPORT, SUBJECT

_HINTS = {
    SUBJECT: "Не меняйте: по нему подобраны темы и источники.",
    DEPARTMENT: "Кто подготовил вопросы.",
    CONTACT: "Имя и почта: сюда придут замечания.",
    KEY_BASE: "1 — первый вариант имеет номер 1; 0 — первый вариант имеет номер 0.",
}


def add_passport(book: Workbook, subject: str) -> None:
    sheet = book.create_sheet(PASSPORT)
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 28), ("B", 40), ("C", 66)):
        sheet.column_dimensions[letter].width = width
    values = {SUBJECT: subject, KEY_BASE: "1"}
    for row, (name, hint) in enumerate(_HINTS.items(), start=1):
        sheet.row_dimensions[row].height = 24
        for column, text in enumerate((name, values.get(name), hint), start=1):
            cell = sheet.cell(row, column, text)
            cell.number_format, cell.alignment = looks.TEXT, looks.MIDDLE
            cell.font = (looks.STRONG, looks.BODY, looks.FAINT)[column - 1]
        sheet.cell(row, 1).fill, sheet.cell(row, 1).border = looks.fill(looks.PALE), looks.GRID
        sheet.cell(row, 2).border = looks.GRID
    base = DataValidation(type="list", formula1='"1,0"', allow_blank=False, showErrorMessage=True)
    base.add(f"B{list(_HINTS).index(KEY_BASE) + 1}")
    sheet.add_data_validation(base)
