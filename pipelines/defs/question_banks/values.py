"""What the assets of a question bank hand to each other."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.banks.report import CheckedQuestion, Report
from pipelines.stores.releases import Submission


@dataclass(frozen=True, slots=True)
class SubmittedBank:
    files: tuple[Path, ...]
    subject: str | None
    photos: Path | None
    all_or_nothing: bool


@dataclass(frozen=True, slots=True)
class CheckedBank:
    """`questions` are those of all reports together, one for each identity.

    `conflicts` are copies in several files whose right answers differ; all of them wait for a person.
    """

    submitted: SubmittedBank
    sha256: str
    reports: tuple[Report, ...]
    questions: tuple[CheckedQuestion, ...]
    conflicts: tuple[tuple[CheckedQuestion, ...], ...] = ()

    @property
    def rejected(self) -> int:
        return sum(report.rejected for report in self.reports)

    @property
    def held(self) -> int:
        return sum(report.held for report in self.reports) + sum(map(len, self.conflicts))

    def submission(self) -> Submission:
        return Submission(
            tuple(file.name for file in self.submitted.files),
            self.sha256,
            f"[{','.join(report.to_json() for report in self.reports)}]",
            self.questions,
        )
