"""Every row of an upload accounted for."""

from dataclasses import dataclass

from pipelines.defs.question_banks.values import CheckedBank
from pipelines.portal.submissions.differences import Differences


@dataclass(frozen=True, slots=True)
class Counts:
    """rows = new + changed + unchanged + merged + rejected + held"""

    rows: int
    new: int
    changed: int
    unchanged: int
    merged: int
    rejected: int
    held: int
    repaired: int
    warnings: int


def count(bank: CheckedBank, differences: Differences) -> Counts:
    return Counts(
        rows=bank.counts.rows,
        new=differences.count("new"),
        changed=differences.count("changed"),
        unchanged=differences.count("unchanged"),
        merged=bank.counts.merged,
        rejected=bank.counts.rejected,
        held=bank.counts.held,
        repaired=sum(report.repaired for report in bank.reports),
        warnings=sum(report.warnings for report in bank.reports),
    )
