"""Sources whose keys count from another number than the rest of the file."""

from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.profile import Profile
from pipelines.banks.report import Level, Report
from tests.pipelines.banks.tables import ORIGINAL, SUBJECTS, WORKBOOK, Cells, checked, codes, codes_of_row


def source(name: str, *keys: int, row: Cells = ORIGINAL, text: str = "ask_text") -> list[Cells]:
    key, named = ("right_answer", "source") if row is ORIGINAL else ("Верный ответ", "Источник")
    return [
        row | {text: f"{name}: вопрос номер {number}?", key: str(right), named: name}
        for number, right in enumerate(keys)
    ]


def outcomes(report: Report) -> tuple[int, int, int]:
    return len(report.questions), report.rejected, report.held


def test_a_source_without_zeros_and_with_a_key_one_too_far_is_held(tmp_path: Path) -> None:
    report = checked(tmp_path, *source("REG", 0, 1, 2), *source("ZAD", 1, 2, 3))
    assert outcomes(report) == (3, 0, 3)
    assert {finding.row for finding in report.findings if finding.level is Level.HOLD} == {5, 6, 7}
    assert codes_of_row(report, 7) == {"index_base_1", "answer_out_of_range"}


def test_the_finding_offers_to_remap_the_group(tmp_path: Path) -> None:
    report = checked(tmp_path, *source("ZAD", 1, 2, 3), *source("REG", 0))
    [first, *_] = [finding for finding in report.findings if finding.level is Level.HOLD]
    assert first.message == "Верные ответы источника «ZAD» (строк: 3) считаются с 1, а в файле — с 0."
    assert first.hint.startswith("Подтвердите пересчёт")


def test_an_accepted_remap_takes_the_group_by_its_own_base(tmp_path: Path) -> None:
    rows = source("ZAD", 1, 2, 3) + source("REG", 0)
    held = checked(tmp_path, *rows)
    profile = Profile(subject="sums", key_bases={"ZAD": 1})
    accepted = check(tmp_path / "bank.csv", SUBJECTS, profile=profile)
    assert (outcomes(held), outcomes(accepted)) == ((1, 0, 3), (4, 0, 0))
    # a key that counts from 1 names the option of its own number
    assert [one.question.key for one in accepted.questions] == [1, 2, 3, 1]


def test_a_source_with_a_zero_has_a_wrong_key_and_not_another_base(tmp_path: Path) -> None:
    report = checked(tmp_path, *source("ZAD", 0, 2, 3))
    assert outcomes(report) == (2, 1, 0)


def test_a_source_whose_keys_all_fit_is_not_suspected(tmp_path: Path) -> None:
    assert outcomes(checked(tmp_path, *source("ZAD", 1, 2, 2))) == (3, 0, 0)


@pytest.mark.parametrize("named", ["", "-"])
def test_rows_without_a_source_are_not_a_group(tmp_path: Path, named: str) -> None:
    report = checked(tmp_path, *(row | {"source": named} for row in source("ZAD", 1, 2, 3)))
    assert outcomes(report) == (2, 1, 0)


def test_a_whole_file_of_another_base_is_held(tmp_path: Path) -> None:
    rows = [row for number in range(6) for row in source(f"Задачник {number}", 1, 3 if number == 5 else 2)]
    assert outcomes(checked(tmp_path, *rows)) == (0, 0, 12)


def test_zeros_where_keys_count_from_one_hold_the_source_too(tmp_path: Path) -> None:
    report = checked(tmp_path, *source("ZAD", 0, 1, 2, row=WORKBOOK, text="Вопрос"))
    assert outcomes(report) == (0, 0, 3)
    assert ("index_base_0", "G") in codes(report)
