"""The findings of several files, those of one rule together."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.report import Finding, Level, Report

_ROWS = re.compile(r" \(строк[аи][^)]*\)")
_NUMBERS = re.compile(r"\d+")
URGENCY = (Level.REJECT, Level.HOLD, Level.WARNING, Level.REPAIR, Level.MERGE, Level.FLAG)


@dataclass(frozen=True, slots=True)
class Found:
    """`file` is its place among the files of the upload."""

    file: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Group:
    """`title` is the sentence of the rule without the value of a single row."""

    code: str
    level: Level
    title: str
    hint: str
    found: Sequence[Found]

    @property
    def rows(self) -> int:
        return len({(one.file, one.finding.row) for one in self.found})


def grouped(reports: Sequence[Report]) -> list[Group]:
    """The most urgent rules first, and of those the most frequent; what is held together stays together."""
    by_rule: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for file, report in enumerate(reports):
        for finding in report.findings:
            held_as = finding.message if finding.level is Level.HOLD else ""
            by_rule[finding.code, held_as].append(Found(file, finding))
    groups = [_group(found) for found in by_rule.values()]
    return sorted(groups, key=lambda group: (URGENCY.index(group.level), -len(group.found), group.code))


def _group(found: Sequence[Found]) -> Group:
    first = found[0].finding
    titles = {one.finding.message for one in found}
    title = first.message if len(titles) == 1 else without_particulars(first)
    return Group(first.code, first.level, title, first.hint, found)


def without_particulars(finding: Finding) -> str:
    """Neither the value of the cell nor the numbers of rows."""
    general = finding.message.replace(finding.value, "…") if finding.value else finding.message
    return _NUMBERS.sub("…", _ROWS.sub("", general))
