"""Which cells of a table the findings are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from pipelines.banks.column_names import Column, option_name
from pipelines.banks.columns import Header
from pipelines.banks.report import Finding, Level

LEVELS = list(Level)
"""The worst first."""

STOPPING = (Level.REJECT, Level.HOLD)

COLOURS = {
    Level.REJECT: "F9C6C6",
    Level.HOLD: "FBD7AE",
    Level.WARNING: "FFF2BD",
    Level.REPAIR: "D3EDD9",
    Level.MERGE: "DBE6F6",
    Level.FLAG: "E8E2F4",
}
NAMES = {
    Level.REJECT: "E · отклонено",
    Level.HOLD: "G · ждёт решения",
    Level.WARNING: "W · внимание",
    Level.REPAIR: "R · исправлено",
    Level.MERGE: "M · объединено",
    Level.FLAG: "F · отметка",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Findings by row and place of the cell, both from 1; one about the whole row is at its question.

    `stopping` are those for which rows were not accepted.
    """

    places: Mapping[str, int]
    question: int
    at: Mapping[tuple[int, int], Sequence[Finding]]
    stopping: Mapping[int, Sequence[Finding]]

    def address(self, finding: Finding) -> str:
        place = self.places.get(finding.column or "", self.question)
        return f"{get_column_letter(place)}{finding.row}"

    def worst_stopping(self, row: int, place: int) -> Level | None:
        found = self.at.get((row, place), ())
        return next((one.level for one in found if one.level in STOPPING), None)


def find_marks(header: Header, findings: Iterable[Finding]) -> Marks:
    columns = {column.value: at for column, at in header.places.items()}
    columns |= {option_name(number): at for number, at in header.options.items()}
    places = {header.names[name]: at + 1 for name, at in columns.items()}
    question = header.places[Column.TEXT] + 1
    at: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    stopping: dict[int, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=urgency):
        if finding.row:
            at[finding.row, places.get(finding.column or "", question)].append(finding)
        if finding.row and finding.level in STOPPING:
            stopping[finding.row].append(finding)
    return Marks(places, question, at, stopping)


def sentences(finding: Finding) -> str:
    """What is wrong; for a repair what became of what, too."""
    if finding.after is None:
        return finding.message
    return f"{finding.message} «{finding.value}» → «{finding.after}»"


def comment_text(findings: Iterable[Finding]) -> str:
    told = dict.fromkeys(f"{sentences(one)} {one.hint}" for one in findings)
    return "\n".join(told)


def urgency(finding: Finding) -> tuple[int, int]:
    return LEVELS.index(finding.level), finding.row
