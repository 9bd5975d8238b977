"""The workbook of a subject."""

from pathlib import Path

from openpyxl.workbook import Workbook

from pipelines.banks.sheets import INSTRUCTION, LISTS, PASSPORT, QUESTIONS
from pipelines.banks.subjects import Subject
from pipelines.banks.template.instruction_sheet import add_instruction
from pipelines.banks.template.lists import add_lists
from pipelines.banks.template.passport_sheet import add_passport
from pipelines.banks.template.question_sheet import add_questions

_ORDER = (INSTRUCTION, QUESTIONS, PASSPORT, LISTS)
_COLOURS = {INSTRUCTION: "6B7785", QUESTIONS: "C55A11", PASSPORT: "1F3A5F", LISTS: "6B7785"}


def write_template(subject: Subject, file: Path) -> None:
    """Raises OSError when the file cannot be written."""
    template(subject).save(file)


def template(subject: Subject) -> Workbook:
    """The lists come first: the questions point at them."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    add_lists(book, subject)
    add_instruction(book, subject.title)
    add_questions(book)
    add_passport(book, subject.title)
    for place, name in enumerate(_ORDER):
        sheet = book[name]
        sheet.sheet_properties.tabColor = _COLOURS[name]
        book.move_sheet(sheet, place - book.sheetnames.index(name))
    book.active = book.sheetnames.index(INSTRUCTION)
    return book
