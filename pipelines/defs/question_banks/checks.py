"""What stands between a checked bank and its release."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from pipelines.defs.question_banks.assets import checked
from pipelines.defs.question_banks.expectations import EXPECTATIONS, Expectation, Severity
from pipelines.defs.question_banks.outcome import EVERY_ROW
from pipelines.defs.question_banks.papers import data_docs_folder, write_data_docs
from pipelines.defs.question_banks.store import Bank
from pipelines.defs.question_banks.validators import Validator
from pipelines.defs.question_banks.values import CheckedBank

if TYPE_CHECKING:
    from pipelines.defs.question_banks.validation import Outcome

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
def expectations(
    context: dg.AssetCheckExecutionContext,
    checked: CheckedBank,
    bank: dg.ResourceParam[Bank],
    validator: dg.ResourceParam[Validator],
) -> Iterator[dg.AssetCheckResult]:
    from pipelines.banks.subjects import read_subjects

    validations = validator.validate(checked.questions, read_subjects())
    folder = data_docs_folder(bank.directory, context.run.run_id)
    write_data_docs(folder, {validation.suite: validation.page for validation in validations})
    outcomes = [outcome for validation in validations for outcome in validation.outcomes]
    for expectation in EXPECTATIONS:
        yield _result(
            expectation, [each for each in outcomes if each.expectation.name == expectation.name], folder
        )


def _result(expectation: Expectation, outcomes: Sequence["Outcome"], data_docs: Path) -> dg.AssetCheckResult:
    """Of all subjects together."""
    failing = [question for outcome in outcomes for question in outcome.failing]
    return dg.AssetCheckResult(
        check_name=expectation.name,
        passed=all(outcome.passed for outcome in outcomes),
        severity=SEVERITIES[expectation.severity],
        description=expectation.notes,
        metadata={
            "failing": len(failing),
            "identities": [question.identity for question in failing[:SHOWN_QUESTIONS]],
            "rows": [row for question in failing[:SHOWN_QUESTIONS] for row in question.rows],
            "data_docs": dg.MetadataValue.path(str(data_docs)),
        },
    )


@dg.asset_check(name=EVERY_ROW, asset=checked, blocking=True)
def every_row_is_accepted(checked: CheckedBank) -> dg.AssetCheckResult:
    """Blocks when the submission is to be released whole or not at all."""
    return dg.AssetCheckResult(
        passed=checked.rejected + checked.held == 0,
        severity=dg.AssetCheckSeverity.ERROR if checked.submitted.whole_only else dg.AssetCheckSeverity.WARN,
        description="Есть отклонённые или отложенные строки",
        metadata={"rejected": checked.rejected, "held": checked.held},
    )
