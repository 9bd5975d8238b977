"""A file of a department in, a report out: all defects found in one pass."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.banks.collection import collection_paused
from pipelines.banks.findings import Findings
from pipelines.banks.inspection import Inspection
from pipelines.banks.listed_rows import HEADER as LISTED
from pipelines.banks.listed_rows import ListingReader
from pipelines.banks.merging import find_copies
from pipelines.banks.photos import read_photos
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.file import read_file
from pipelines.banks.readers.listing import Listing
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.report import CheckedQuestion, Report
from pipelines.banks.sheets import SUBJECT
from pipelines.banks.subjects import Subject, Subjects
from pipelines.banks.table_rows import TableReader


@collection_paused()
def check(
    file: Path,
    subjects: Subjects,
    *,
    subject: str | None = None,
    photos: Path | None = None,
    profile: Profile = UNDECLARED,
) -> Report:
    """Raises FileRefused, and nothing else, when the file as a whole cannot be taken.

    `subject` is for rows that name none, `photos` a folder; `profile` declares what the file does not prove.
    """
    sent = read_file(file, profile)
    named = subject or profile.subject
    pictures = read_photos(photos).joined(sent.photos)
    match sent.bank:
        case Table() as table:
            declared = _declared(subjects, named or table.passport.get(SUBJECT))
            header, rows = TableReader(file.name, subjects, declared, pictures, profile).rows(table)
        case Listing(questions):
            needed = _needed(file.name, subjects, named)
            header, rows = LISTED, ListingReader(needed, pictures).rows(questions)
    if not rows:
        raise FileRefused(f"В файле «{file.name}» нет ни одного вопроса.", Reason.NO_QUESTIONS)
    return Inspection(file.name, Findings(header), pictures, profile.key_bases).report(rows)


def combine(reports: Sequence[Report]) -> tuple[CheckedQuestion, ...]:
    """The questions of several files: a copy is one question under all its sources.

    Copies with different right answers are left out, see `conflicts`.
    """
    return tuple(copies.merged() for copies in find_copies(_all(reports)) if not copies.conflict)


def conflicts(reports: Sequence[Report]) -> tuple[tuple[CheckedQuestion, ...], ...]:
    """Copies across files whose right answers differ; both wait for a person."""
    return tuple(tuple(copies.questions) for copies in find_copies(_all(reports)) if copies.conflict)


def _needed(name: str, subjects: Subjects, named: str | None) -> Subject:
    if declared := _declared(subjects, named):
        return declared
    known = ", ".join(subjects)
    raise FileRefused(
        f"В файле «{name}» предмет не назван: укажите его в --subject; известны: {known}.",
        Reason.SUBJECT_MISSING,
    )


def _all(reports: Sequence[Report]) -> Sequence[CheckedQuestion]:
    return [question for report in reports for question in report.questions]


def _declared(subjects: Subjects, named: str | None) -> Subject | None:
    if not named:
        return None
    if found := subjects.named(named):
        return found
    raise FileRefused(
        f"Неизвестный предмет «{named}»; известны: {', '.join(subjects)}.", Reason.SUBJECT_UNKNOWN
    )
