"""What the assets of a question bank hand to each other."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.banks.report import CheckedQuestion, Report
from pipelines.stores.submission import RowCounts, Submission


@dataclass(frozen=True, slots=True)
class SubmittedBank:
    files: tuple[Path, ...]
    subject: str | None
    photos: Path | None
    all_or_nothing: bool
    retire_missing: bool = False
    actor: str = ""
    profile: Path | None = None
    answers: bool = False

    @property
    def whole_only(self) -> bool:
        """A question whose row is rejected or held is not missing, and cannot be told from one that is."""
        return self.all_or_nothing or self.retire_missing


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

    @property
    def counts(self) -> RowCounts:
        """A question that stands in several files is one, and its other rows are merged into it."""
        accepted = sum(len(report.questions) for report in self.reports) - sum(map(len, self.conflicts))
        merged = sum(report.merged for report in self.reports) + accepted - len(self.questions)
        return RowCounts(sum(report.rows for report in self.reports), merged, self.rejected, self.held)

    def report_json(self) -> str:
        """A list of the reports of the files."""
        return f"[{','.join(report.to_json() for report in self.reports)}]"

    def submission(self) -> Submission:
        return Submission(
            tuple(file.name for file in self.submitted.files),
            self.sha256,
            self.report_json(),
            self.questions,
            self.submitted.actor,
            self.counts,
            self.submitted.retire_missing,
        )
