"""What is put right without asking, and what is left alone."""

from pathlib import Path

import pytest

from pipelines.banks.report import Level, Report
from tests.pipelines.banks.tables import ORIGINAL, Cells, checked


def texts(report: Report) -> tuple[str, ...]:
    [question] = report.questions
    return (question.question.text, *(option.text for option in question.question.choices))


REPAIRED: list[tuple[str, Cells, Cells]] = [
    ("whitespace", {"ask_text": " Сколько  будет\tпять? "}, {"ask_text": "Сколько будет пять?"}),
    ("whitespace", {"answer_1": "три\nс лишним"}, {"answer_1": "три с лишним"}),
    ("invisible_chars", {"answer_1": "три\u200b"}, {"answer_1": "три"}),
    ("invisible_chars", {"answer_1": "три\u00a0рубля"}, {"answer_1": "три рубля"}),
    ("invisible_chars", {"ask_text": "Сколь\u00adко?"}, {"ask_text": "Сколько?"}),
    ("stray_start", {"ask_text": ". Сколько?"}, {"ask_text": "Сколько?"}),
    ("latin_in_cyrillic", {"answer_1": "cпpoc"}, {"answer_1": "спрос"}),
    ("latin_in_cyrillic", {"answer_1": "BBП"}, {"answer_1": "ВВП"}),
    (
        "numbering_prefix",
        {"answer_1": "1) три", "answer_2": "2)четыре", "answer_3": "3) 1) пять"},
        {"answer_1": "три", "answer_2": "четыре", "answer_3": "1) пять"},
    ),
    (
        "float_artifact",
        {"answer_1": "20.0", "answer_2": "−5.0"},
        {"answer_1": "20", "answer_2": "−5"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "before", "after"), REPAIRED, ids=[code for code, _, _ in REPAIRED])
def test_a_repair_changes_what_it_names_and_says_so(
    tmp_path: Path, code: str, before: Cells, after: Cells
) -> None:
    report = checked(tmp_path, ORIGINAL | before)
    stored = ORIGINAL | after
    assert texts(report) == tuple(stored[name] for name in ("ask_text", "answer_1", "answer_2", "answer_3"))
    told = [finding for finding in report.findings if finding.level is Level.REPAIR]
    assert {finding.column: finding.after for finding in told} == after
    assert {finding.column: finding.value for finding in told} == before
    assert {finding.code for finding in told} == {code}
    assert report.repaired == 1


LEFT: list[Cells] = [
    {"answer_1": "В. Баренц", "answer_2": "Я. Стен", "answer_3": "У. Баффин"},
    {"answer_1": "1.5", "answer_2": "2.0", "answer_3": "3.0"},
    {"answer_1": "MR", "answer_2": "AVC", "answer_3": "МС"},
    {"ask_text": "Первая строка.\nВторая строка?"},
    {"answer_1": "x²", "answer_2": "ёж", "answer_3": "«да»"},
]  # fmt: skip


@pytest.mark.parametrize("cells", LEFT)
def test_what_may_be_meant_is_left_alone(tmp_path: Path, cells: Cells) -> None:
    report = checked(tmp_path, ORIGINAL | cells)
    assert report.findings == ()
    assert texts(report) == tuple(
        (ORIGINAL | cells)[name] for name in ("ask_text", "answer_1", "answer_2", "answer_3")
    )


def test_a_known_theme_gets_its_title_and_only_a_correction_is_told(tmp_path: Path) -> None:
    named = checked(tmp_path, ORIGINAL | {"theme": "addition"})
    corrected = checked(tmp_path, ORIGINAL | {"theme": "slozhenie"})
    assert [named.questions[0].theme, corrected.questions[0].theme] == ["Сложение", "Сложение"]
    assert (named.findings, [finding.code for finding in corrected.findings]) == ((), ["theme_typo"])


def test_a_repaired_bank_needs_no_second_repair(tmp_path: Path) -> None:
    for code, before, _ in REPAIRED:
        [first] = checked(tmp_path, ORIGINAL | before).questions
        options = {f"answer_{option.id}": option.text for option in first.question.choices}
        again = checked(tmp_path, ORIGINAL | {"ask_text": first.question.text} | options)
        assert again.repaired == (code == "numbering_prefix" and options["answer_1"].startswith("1)"))
        assert again.questions[0].identity == first.identity
