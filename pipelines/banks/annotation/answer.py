"""The workbook that goes back to the department: «Проверка», «Исправить» and its own questions, marked."""

import io
from pathlib import Path
from zipfile import ZipFile

from openpyxl.workbook import Workbook

from pipelines.banks.annotation.corrections_sheet import CorrectionsSheet
from pipelines.banks.annotation.findings_sheet import add_findings
from pipelines.banks.annotation.kept import mark, open_kept, restore_lists
from pipelines.banks.annotation.made import add_passport, add_table
from pipelines.banks.annotation.marks import find_marks
from pipelines.banks.columns import Header, find_header
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.file import read_file
from pipelines.banks.readers.formats import ZIP
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.report import Report
from pipelines.banks.sheets import QUESTIONS, SUBJECT
from pipelines.banks.table_rows import with_passport

LARGEST_KEPT = 30 * 1024 * 1024
"""Bytes of unpacked sheets. A larger workbook is made anew, as texts, without the looks it had."""


def write_answer(file: Path, report: Report, answer: Path, profile: Profile = UNDECLARED) -> None:
    """`report` is of this very file. Raises FileRefused when the answer cannot be written."""
    bank = read_file(file, profile).bank
    header = find_header(bank.rows, with_passport(profile, bank)) if isinstance(bank, Table) else None
    if isinstance(bank, Table) and header is not None:
        book = _annotated(file, bank, header, report)
    else:
        book = Workbook(write_only=True)
        add_findings(book, report, None, None)
    book.active = 0
    try:
        book.save(answer)
    except OSError as error:
        raise FileRefused(
            f"Ответ «{answer.name}» не записан: {error.strerror}.", Reason.REPORT_UNWRITABLE
        ) from error


def _annotated(file: Path, table: Table, header: Header, report: Report) -> Workbook:
    marks = find_marks(header, report.findings)
    content = file.read_bytes()
    title = table.sheet or QUESTIONS
    if table.sheet is not None and _can_be_kept(content):
        book = open_kept(content)
        mark(book[title], table, marks)
        restore_lists(book, book[title])
        add_findings(book, report, marks, title)
        CorrectionsSheet(table, header, marks, title).add_to(book)
        for sheet in book.worksheets:
            sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
        return book
    book = Workbook(write_only=True)
    add_findings(book, report, marks, title)
    CorrectionsSheet(table, header, marks, title).add_to(book)
    add_table(book, title, table, header, marks)
    add_passport(book, _passport(table, report))
    return book


def _can_be_kept(content: bytes) -> bool:
    """A workbook inside of an archive of pictures is made anew as well."""
    if not content.startswith(ZIP):
        return False
    with ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    return (
        any(part.filename == "xl/workbook.xml" for part in parts)
        and sum(part.file_size for part in parts if part.filename.endswith(".xml")) < LARGEST_KEPT
    )


def _passport(table: Table, report: Report) -> dict[str, str]:
    """With the subject, where there is one, so that the answer can be sent again without naming it."""
    named = dict(table.passport)
    if len(report.subjects) == 1:
        named.setdefault(SUBJECT, report.subjects[0])
    return named
