"""Great Expectations over the questions of a checked bank, a suite for each subject."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.banks.report import CheckedQuestion
from pipelines.banks.subjects import Subjects
from pipelines.defs.question_banks.expectations import Expectation, expectations_of
from serving.core.questions import Multiple, One, Open, YesNo

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.data_context import EphemeralDataContext
    from great_expectations.expectations import Expectation as Expected

NO_QUESTIONS = "empty"
"""The suite of a bank in which nothing is accepted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`failing` are the questions at fault; empty for an expectation about the bank as a whole."""

    expectation: Expectation
    passed: bool
    failing: tuple[CheckedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Validation:
    """`suite` is the code of the subject; `page` its Data Docs as HTML."""

    suite: str
    outcomes: tuple[Outcome, ...]
    page: str


def validate(questions: Sequence[CheckedQuestion], subjects: Subjects) -> tuple[Validation, ...]:
    by_subject: dict[str, list[CheckedQuestion]] = {}
    for question in questions:
        by_subject.setdefault(question.subject, []).append(question)
    suites = by_subject or {NO_QUESTIONS: []}
    with _ephemeral_context() as context:
        return tuple(_validation(context, suite, suites[suite], subjects) for suite in sorted(suites))


@contextmanager
def _ephemeral_context() -> "Iterator[EphemeralDataContext]":
    """Without the folder of its site, which it makes and leaves behind."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    try:
        yield context
    finally:
        for site in (context.variables.data_docs_sites or {}).values():
            shutil.rmtree(site["store_backend"]["base_directory"], ignore_errors=True)


def _validation(
    context: "EphemeralDataContext", suite: str, questions: Sequence[CheckedQuestion], subjects: Subjects
) -> Validation:
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    expectations = expectations_of(suite, subjects)
    validated = _results(context, suite, questions, expectations)
    by_name = {result.expectation_config.meta["name"]: result for result in validated.results}
    outcomes = tuple(_outcome(each, by_name[each.name], questions) for each in expectations)
    page = DefaultJinjaPageView().render(ValidationResultsPageRenderer().render(validated))
    return Validation(suite, outcomes, page)


def _results(
    context: "EphemeralDataContext",
    suite: str,
    questions: Sequence[CheckedQuestion],
    expectations: Sequence[Expectation],
) -> "ExpectationSuiteValidationResult":
    import great_expectations as gx
    import pandas as pd

    batch = (
        context.data_sources.add_pandas(suite)
        .add_dataframe_asset("questions")
        .add_batch_definition_whole_dataframe("all")
        .get_batch({"dataframe": pd.DataFrame([_row(question) for question in questions], columns=COLUMNS)})
    )
    expected = gx.ExpectationSuite(suite, expectations=[_expected(each) for each in expectations])
    return batch.validate(expected, result_format={"result_format": "COMPLETE"})


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


def _expected(expectation: Expectation) -> "Expected":
    import great_expectations.expectations as gxe
    from great_expectations.expectations.row_conditions import Column

    limits: Mapping[str, object] = expectation.limits
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
