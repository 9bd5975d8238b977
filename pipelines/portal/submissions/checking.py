"""The check of an upload, the same one that stands before its release."""

from collections.abc import Callable
from functools import lru_cache

from pipelines.banks.check import check, combine, conflicts
from pipelines.banks.profile import read_profile
from pipelines.banks.subjects import Subjects
from pipelines.defs.question_banks.values import CheckedBank, SubmittedBank
from pipelines.portal.submissions.store import KeptFiles
from pipelines.stores.submitted_files import content_sha256

MOST_REMEMBERED = 4

Check = Callable[[KeptFiles, str | None], CheckedBank]


def check_files(files: KeptFiles, subject: str | None, subjects: Subjects) -> CheckedBank:
    """Raises FileRefused."""
    submitted = SubmittedBank(files.banks, subject, files.photos, all_or_nothing=False, profile=files.profile)
    profile = read_profile(files.profile)
    reports = tuple(
        check(file, subjects, subject=subject, photos=files.photos, profile=profile) for file in files.banks
    )
    return CheckedBank(submitted, content_sha256(files.banks), reports, combine(reports), conflicts(reports))


def remembering_check(subjects: Subjects) -> Check:
    """The same files are read once, first where they are staged and then where they are kept."""
    return lru_cache(MOST_REMEMBERED)(lambda files, subject: check_files(files, subject, subjects))


def subjects_of(bank: CheckedBank) -> list[str]:
    return sorted({code for report in bank.reports for code in report.subjects})
