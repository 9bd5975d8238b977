"""A file that has come is checked before it is kept: what is refused leaves nothing behind."""

from collections.abc import Sequence
from uuid import UUID

from pipelines.banks.refusal import FileRefused
from pipelines.portal import texts
from pipelines.portal.accounts.members import Rights
from pipelines.portal.parts import Parts
from pipelines.portal.submissions.checking import subjects_of
from pipelines.portal.submissions.intake import Incoming, take_in
from pipelines.portal.submissions.store import staged_files
from pipelines.portal.submissions.uploads import NewUpload, add_upload


def receive(parts: Parts, rights: Rights, incoming: Sequence[Incoming], subject: str | None) -> UUID:
    """Raises FileRefused, also for a subject that the rights do not cover."""
    with parts.store.staging() as staged:
        take_in(incoming, staged)
        files = staged_files(staged)
        bank = parts.check(files, subject)
        subjects = subjects_of(bank)
        foreign = [parts.subjects[code].title for code in subjects if code not in rights.subjects]
        if foreign:
            raise FileRefused(texts.foreign_subjects(foreign))
        names = [file.name for file in files.banks]
        digest = parts.store.keep(staged)
    rows = sum(report.rows for report in bank.reports)
    new = NewUpload(rights.member.student_id, digest, names, rows, subject, subjects)
    with parts.database() as connection:
        return add_upload(connection, new)
