"""What a check of banks says in a terminal."""

from collections.abc import Sequence
from itertools import islice

from pipelines.banks.report import Finding, Level, Report

SHOWN = 20
URGENCY = (Level.REJECT, Level.HOLD, Level.WARNING, Level.REPAIR, Level.MERGE, Level.FLAG)


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
    shown = sorted(report.findings, key=lambda finding: (URGENCY.index(finding.level), finding.row))
    lines = [counts, *(_line(finding) for finding in islice(shown, SHOWN))]
    if len(shown) > SHOWN:
        lines.append(f"  … and {len(shown) - SHOWN} more findings (--json has all)")
    return lines


def _line(finding: Finding) -> str:
    sheet = f"{finding.sheet}, " if finding.sheet else ""
    row = f"{sheet}row {finding.row}" if finding.row else f"{sheet}the file"
    column = f", {finding.column}" if finding.column else ""
    return f"  {finding.level} {finding.code}: {row}{column}: {finding.message} {finding.hint}".rstrip()
