"""The findings of one rule, each at its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.grouping import Group, without_particulars
from pipelines.banks.report import Finding
from pipelines.portal.submissions.cells import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Spot:
    """`sentence` is given where it says more than the title of the group."""

    file: str
    row: int
    column: str | None
    cell: Cell | None
    after: str | None
    question: str
    sentence: str | None


def spots(group: Group, sheets: Sequence[Sheet], start: int, count: int) -> list[Spot]:
    """A part of the group, each finding at its place in the file."""
    shown = group.found[start : start + count]
    return [
        Spot(
            file=sheets[found.file].file,
            row=found.finding.row,
            column=found.finding.column,
            cell=sheets[found.file].cell(found.finding.row, found.finding.column, found.finding.value),
            after=found.finding.after,
            question=sheets[found.file].question(found.finding.row),
            sentence=_own_sentence(found.finding, group.title),
        )
        for found in shown
    ]


def _own_sentence(finding: Finding, title: str) -> str | None:
    """None when the highlighted cell says what the title leaves out."""
    told_by_cell = finding.value is not None and without_particulars(finding) == title
    return None if told_by_cell or finding.message == title else finding.message
