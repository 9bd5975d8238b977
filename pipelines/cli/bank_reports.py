"""What a check of banks says in a terminal."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.banks.grouping import Group, grouped
from pipelines.banks.report import Finding, Report

SHOWN = 5
"""Places of one rule; the rest are in the report and in the JSON."""


def is_whole(reports: Sequence[Report]) -> bool:
    """No row was rejected or held."""
    return not any(report.rejected or report.held for report in reports)


def text_of(reports: Sequence[Report]) -> str:
    return "\n".join(line for report in reports for line in _lines(report))


def _lines(report: Report) -> list[str]:
    counts = (
        f"{report.file}: {report.rows} rows: {len(report.questions)} questions, {report.merged} merged, "
        f"{report.rejected} rejected, {report.held} held; {report.repaired} repaired, "
        f"{report.warnings} with warnings"
    )
    return [counts, *(line for group in grouped([report]) for line in _rule(group))]


def _rule(group: Group) -> Iterator[str]:
    """A line for the rule, and one for each place when there are several."""
    name = f"  {group.level} {group.code}"
    findings = [found.finding for found in group.found]
    if len(findings) == 1:
        [finding] = findings
        yield f"{name}: {_place(finding)}: {finding.message} {finding.hint}".rstrip()
        return
    rows = "1 row" if group.rows == 1 else f"{group.rows} rows"
    yield f"{name}, {rows}: {group.title} {group.hint}".rstrip()
    for finding in islice(findings, SHOWN):
        yield f"      {_place(finding)}{_particular(finding, group)}"
    if len(findings) > SHOWN:
        yield f"      … and {len(findings) - SHOWN} more (--json has all)"


def _place(finding: Finding) -> str:
    sheet = f"{finding.sheet}, " if finding.sheet else ""
    row = f"{sheet}row {finding.row}" if finding.row else f"{sheet}the file"
    return f"{row}, {finding.column}" if finding.column else row


def _particular(finding: Finding, group: Group) -> str:
    """What the title of the group leaves out."""
    return "" if finding.message == group.title else f": {finding.message}"
