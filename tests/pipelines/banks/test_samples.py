"""The banks that are shipped with the project."""

from pathlib import Path

import pytest

import pipelines.banks
from pipelines.banks.check import check
from pipelines.banks.report import Level
from pipelines.banks.subjects import read_subjects
from serving.core.questions import NO_THEME, Kind

SAMPLES = Path(next(iter(pipelines.banks.__path__))) / "samples"


@pytest.mark.parametrize(
    ("name", "subject", "questions"),
    [("economics.xlsx", "economics", 20), ("geography.csv", "geography", 21), ("social.xlsx", "social", 20)],
)
def test_a_sample_has_nothing_to_correct(name: str, subject: str, questions: int) -> None:
    report = check(SAMPLES / name, read_subjects())
    assert {finding.level for finding in report.findings} <= {Level.FLAG}
    assert len(report.questions) == report.rows == questions
    assert {question.subject for question in report.questions} == {subject}
    assert {question.question.kind for question in report.questions} == set(Kind)
    assert all(question.question.explanation for question in report.questions)
    assert NO_THEME not in {question.theme for question in report.questions}


def test_the_sample_of_mistakes_shows_a_rule_a_row() -> None:
    report = check(SAMPLES / "mistakes.csv", read_subjects())
    assert (report.rows, len(report.questions), report.merged, report.rejected, report.held) == (
        17,
        4,
        1,
        12,
        0,
    )
    assert {finding.code for finding in report.findings if finding.level is Level.REJECT} == {
        "answer_out_of_range", "option_duplicate_right", "option_gap", "too_few_options", "key_wrong_kind",
        "key_missing", "date_artifact", "conflict", "unsupported_kind", "picture_not_sent", "tolerance_wrong",
    }  # fmt: skip
