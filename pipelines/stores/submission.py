"""What a department sends, checked."""

from dataclasses import dataclass

from pipelines.banks.report import CheckedQuestion


@dataclass(frozen=True, slots=True)
class RowCounts:
    """`rows` = merged + rejected + held + the questions of the submission."""

    rows: int
    merged: int = 0
    rejected: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Submission:
    """`sha256` is of the content of the files; `report` is JSON; `actor` is who submits.

    With `retire_missing` the questions are retired that have come only in these very files, by their names,
    and are not in them any more.
    """

    files: tuple[str, ...]
    sha256: str
    report: str
    questions: tuple[CheckedQuestion, ...]
    actor: str
    counts: RowCounts
    retire_missing: bool = False
