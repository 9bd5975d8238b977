"""A file of a department in, a report out: all defects found in one pass."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.banks.columns import find_header
from pipelines.banks.findings import Findings
from pipelines.banks.inspection import Inspection
from pipelines.banks.merging import find_copies
from pipelines.banks.photos import read_photos
from pipelines.banks.readers.file import read_table
from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import CheckedQuestion, Report
from pipelines.banks.rows import RowReader
from pipelines.banks.subjects import Subject, Subjects


def check(
    file: Path, subjects: Subjects, *, subject: str | None = None, photos: Path | None = None
) -> Report:
    """Raises FileRefused, and nothing else, when the file as a whole cannot be taken.

    `subject` is the code or the title for rows that name none; `photos` a folder of pictures.
    """
    pictures = read_photos(photos)
    table = read_table(file)
    header = find_header(table.rows)
    if header is None:
        raise FileRefused(
            f"В файле «{file.name}» не найден заголовок: нужны столбцы «Вопрос» и «Верный ответ»."
        )
    declared = _declared(subjects, subject or table.passport.get("Предмет"))
    rows = RowReader(table, header, subjects, declared, pictures).rows()
    if not rows:
        raise FileRefused(f"В файле «{file.name}» нет ни одного вопроса.")
    return Inspection(file.name, Findings(header), pictures).report(rows)


def combine(reports: Sequence[Report]) -> tuple[CheckedQuestion, ...]:
    """The questions of several files: a copy is one question under all its sources.

    Copies with different right answers are left out, see `conflicts`.
    """
    return tuple(copies.merged() for copies in find_copies(_all(reports)) if not copies.conflict)


def conflicts(reports: Sequence[Report]) -> tuple[tuple[CheckedQuestion, ...], ...]:
    """Copies across files whose right answers differ; both wait for a person."""
    return tuple(tuple(copies.questions) for copies in find_copies(_all(reports)) if copies.conflict)


def _all(reports: Sequence[Report]) -> Sequence[CheckedQuestion]:
    return [question for report in reports for question in report.questions]


def _declared(subjects: Subjects, named: str | None) -> Subject | None:
    if not named:
        return None
    if found := subjects.named(named):
        return found
    raise FileRefused(f"Неизвестный предмет «{named}»; известны: {', '.join(subjects)}.")
