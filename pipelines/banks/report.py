"""What comes back to the department."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from serving.core.questions import Multiple, One, Open, YesNo

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json] | None"


class Level(StrEnum):
    REJECT = "E"
    HOLD = "G"
    WARNING = "W"
    REPAIR = "R"
    MERGE = "M"
    FLAG = "F"


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` as the spreadsheet shows it, 0 for the whole file; `after` is given for repairs only."""

    sheet: str | None
    row: int
    column: str | None
    code: str
    level: Level
    value: str | None
    message: str
    hint: str
    after: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedQuestion:
    """`rows`: every row of the file that the question was merged from, the newest last.

    A question that waits for its picture is accepted, but must not be served until the picture comes.
    """

    identity: str
    subject: str
    theme: str
    sources: tuple[str, ...]
    question: YesNo | One | Multiple | Open
    rows: tuple[int, ...]
    waits_for_picture: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All counts are of rows; a row that was repaired or warned about is counted once.

    `subjects` are the codes of all rows, the rejected and held ones included.
    rows = questions + merged + rejected + held; anything else is a defect of the check itself.
    """

    file: str
    rows: int
    merged: int
    rejected: int
    held: int
    repaired: int
    warnings: int
    findings: tuple[Finding, ...]
    questions: tuple[CheckedQuestion, ...]
    subjects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        accounted = len(self.questions) + self.merged + self.rejected + self.held
        if self.rows != accounted:
            raise ValueError(f"{self.rows} rows in, {accounted} accounted for")

    def to_json(self) -> str:
        return json.dumps(
            {
                "file": self.file,
                "rows": self.rows,
                "new_or_changed": len(self.questions),
                "merged": self.merged,
                "rejected": self.rejected,
                "held": self.held,
                "repaired": self.repaired,
                "warnings": self.warnings,
                "findings": [_finding(finding) for finding in self.findings],
                "questions": [_question(question) for question in self.questions],
            },
            ensure_ascii=False,
        )


def _finding(finding: Finding) -> Mapping[str, Json]:
    fields: dict[str, Json] = {
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "code": finding.code,
        "level": finding.level.value,
        "value": finding.value,
        "message": finding.message,
        "hint": finding.hint,
    }
    return fields if finding.after is None else fields | {"after": finding.after}


def _question(checked: CheckedQuestion) -> Mapping[str, Json]:
    """The key of a choice is the place of the right option, from 1."""
    question = checked.question
    return {
        "id": checked.identity,
        "kind": question.kind.value,
        "subject": checked.subject,
        "text": question.text,
        "options": [option.text for option in question.choices],
        "key": question.key,
        "theme": checked.theme,
        "sources": checked.sources,
        "photo": question.photo,
    }
