"""Great Expectations over the questions of a checked bank."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.banks.report import CheckedQuestion
from pipelines.defs.question_banks.expectations import EXPECTATIONS, Expectation
from serving.core.questions import Multiple, One, Open, YesNo

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations import Expectation as Expected


@dataclass(frozen=True, slots=True)
class Outcome:
    """`failing` are the questions at fault; empty for an expectation about the bank as a whole."""

    expectation: Expectation
    passed: bool
    failing: tuple[CheckedQuestion, ...]


def validate(questions: Sequence[CheckedQuestion], subjects: AbstractSet[str]) -> tuple[Outcome, ...]:
    """One outcome for each of EXPECTATIONS, in their order; `subjects` are the known codes."""
    import great_expectations as gx
    import pandas as pd

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = (
        context.data_sources.add_pandas("banks")
        .add_dataframe_asset("questions")
        .add_batch_definition_whole_dataframe("all")
        .get_batch({"dataframe": pd.DataFrame([_row(question) for question in questions], columns=COLUMNS)})
    )
    suite = gx.ExpectationSuite("bank", expectations=[_expected(each, subjects) for each in EXPECTATIONS])
    results = batch.validate(suite, result_format={"result_format": "COMPLETE"}).results
    by_name = {result.expectation_config.meta["name"]: result for result in results}
    return tuple(_outcome(each, by_name[each.name], questions) for each in EXPECTATIONS)


COLUMNS = ["identity", "subject", "theme", "source_count", "kind", "text", "option_count", "key_is_an_option"]


def _row(checked: CheckedQuestion) -> tuple[str | int | bool, ...]:
    question = checked.question
    option_ids = {option.id for option in question.choices}
    return (
        checked.identity,
        checked.subject,
        checked.theme,
        len(checked.sources),
        question.kind.value,
        question.text,
        len(option_ids),
        _right_options(question) <= option_ids,
    )


def _right_options(question: YesNo | One | Multiple | Open) -> set[int]:
    match question:
        case One(key=key):
            return {key}
        case Multiple(key=keys):
            return set(keys)
        case _:
            return set()


def _expected(expectation: Expectation, subjects: AbstractSet[str]) -> "Expected":
    import great_expectations.expectations as gxe
    from great_expectations.expectations.row_conditions import Column

    limits: Mapping[str, object] = expectation.limits
    if expectation.column == "subject":
        limits = {"value_set": sorted(subjects)}
    if expectation.column is not None:
        limits = {**limits, "column": expectation.column}
    if expectation.kinds:
        limits = {**limits, "row_condition": Column("kind").is_in([kind.value for kind in expectation.kinds])}
    return getattr(gxe, expectation.expects)(
        **limits, severity=expectation.severity, notes=expectation.notes, meta={"name": expectation.name}
    )


def _outcome(
    expectation: Expectation, result: "ExpectationValidationResult", questions: Sequence[CheckedQuestion]
) -> Outcome:
    positions = result.result.get("unexpected_index_list") or []
    return Outcome(expectation, bool(result.success), tuple(questions[position] for position in positions))
