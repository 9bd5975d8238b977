"""What stands between a checked bank and its release."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.question_banks.assets import checked
from pipelines.defs.question_banks.expectations import EXPECTATIONS, Expectation, Severity
from pipelines.defs.question_banks.outcome import EVERY_ROW
from pipelines.defs.question_banks.values import CheckedBank

SHOWN_QUESTIONS = 20
SEVERITIES: dict[Severity, dg.AssetCheckSeverity] = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
}


def _spec(expectation: Expectation) -> dg.AssetCheckSpec:
    blocking = expectation.severity == "critical"
    return dg.AssetCheckSpec(
        expectation.name, asset=checked, description=expectation.notes, blocking=blocking
    )


@dg.multi_asset_check(specs=[_spec(each) for each in EXPECTATIONS], ins={"checked": checked.key})
def expectations(checked: CheckedBank) -> Iterator[dg.AssetCheckResult]:
    from pipelines.banks.subjects import read_subjects
    from pipelines.defs.question_banks.validation import validate

    for outcome in validate(checked.questions, set(read_subjects())):
        yield dg.AssetCheckResult(
            check_name=outcome.expectation.name,
            passed=outcome.passed,
            severity=SEVERITIES[outcome.expectation.severity],
            description=outcome.expectation.notes,
            metadata={
                "failing": len(outcome.failing),
                "identities": [question.identity for question in outcome.failing[:SHOWN_QUESTIONS]],
                "rows": [row for question in outcome.failing[:SHOWN_QUESTIONS] for row in question.rows],
            },
        )


@dg.asset_check(name=EVERY_ROW, asset=checked, blocking=True)
def every_row_is_accepted(checked: CheckedBank) -> dg.AssetCheckResult:
    """Blocks when the submission is to be released whole or not at all."""
    all_or_nothing = checked.submitted.all_or_nothing
    return dg.AssetCheckResult(
        passed=checked.rejected + checked.held == 0,
        severity=dg.AssetCheckSeverity.ERROR if all_or_nothing else dg.AssetCheckSeverity.WARN,
        description="Есть отклонённые или отложенные строки",
        metadata={"rejected": checked.rejected, "held": checked.held},
    )
