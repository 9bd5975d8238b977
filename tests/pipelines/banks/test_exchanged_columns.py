"""A question under the title of another column is refused, never released as something else."""

from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.profile import Profile
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.subjects import read_subjects
from tests.pipelines.banks.real_banks import bank, present
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, Cells, codes_of_row, write_csv

TREES = [
    WORKBOOK
    | {
        "№": str(number),
        "Вопрос": f"Какое дерево чаще других растёт в роще номер {number}?",
        "Тема": ("Сложение", "Вычитание")[number % 2],
    }
    for number in range(8)
]


def exchanged(rows: list[Cells], one: str, other: str) -> list[Cells]:
    return [row | {one: row[other], other: row[one]} for row in rows]


def refusal(file: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        check(file, SUBJECTS, subject="sums")
    return refused.value


@pytest.mark.parametrize(
    "other", ["Вариант 1", "Вариант 2", "Вариант 3", "Пояснение", "Источник", "Тема", "№", "Класс"]
)
def test_a_column_exchanged_with_the_question_is_named(tmp_path: Path, other: str) -> None:
    refused = refusal(write_csv(tmp_path / "a.csv", exchanged(TREES, "Вопрос", other)))
    assert refused.reason is Reason.COLUMNS_EXCHANGED
    assert str(refused).startswith(f"Похоже, столбцы «Вопрос» и «{other}» перепутаны: в 8 из 8 строк")


@pytest.mark.parametrize("other", ["Вариант 1", "Вариант 3"])
def test_statements_without_a_question_mark_are_known_by_their_length(tmp_path: Path, other: str) -> None:
    rows = [row | {"Вопрос": row["Вопрос"].rstrip("?")} for row in TREES]
    refused = refusal(write_csv(tmp_path / "a.csv", exchanged(rows, "Вопрос", other)))
    assert refused.reason is Reason.COLUMNS_EXCHANGED


@pytest.mark.parametrize("other", ["Тема", "Источник"])
def test_statements_without_a_question_mark_are_known_by_their_number(tmp_path: Path, other: str) -> None:
    rows = [row | {"Вопрос": row["Вопрос"].rstrip("?")} for row in TREES]
    refused = refusal(write_csv(tmp_path / "a.csv", exchanged(rows, "Вопрос", other)))
    assert refused.reason is Reason.COLUMNS_EXCHANGED


def test_a_profile_that_names_the_question_is_believed(tmp_path: Path) -> None:
    rows = [row | {"Вариант 1": f"так и говорят в роще номер {number}?"} for number, row in enumerate(TREES)]
    rows = [row | {"Вопрос": f"Фраза {number}"} for number, row in enumerate(rows)]
    file = write_csv(tmp_path / "a.csv", rows)
    assert refusal(file).reason is Reason.COLUMNS_EXCHANGED
    profile = Profile(columns={"text": "Вопрос"})
    assert len(check(file, SUBJECTS, subject="sums", profile=profile).questions) == 8


def test_options_that_all_ask_are_options(tmp_path: Path) -> None:
    asking = {"Вариант 1": "Кто?", "Вариант 2": "Что?", "Вариант 3": "Где?"}
    rows = [row | asking | {"Вопрос": f"Слово, о котором спрашивают в фразе {row['№']}"} for row in TREES]
    assert len(check(write_csv(tmp_path / "a.csv", rows), SUBJECTS, subject="sums").questions) == 8


def test_a_row_of_its_own_is_warned_about(tmp_path: Path) -> None:
    rows = [*TREES[1:], *exchanged(TREES[:1], "Вопрос", "Вариант 2")]
    report = check(write_csv(tmp_path / "a.csv", rows), SUBJECTS, subject="sums")
    told = [finding for finding in report.findings if finding.code == "question_elsewhere"]
    assert [(finding.row, finding.column) for finding in told] == [(9, "Вариант 2")]
    assert all("question_elsewhere" not in codes_of_row(report, row) for row in range(2, 9))


@present
@pytest.mark.parametrize("other", ["answer_1", "answer_2", "answer_3", "answer_4", "theme", "source"])
def test_the_bank_that_was_really_sent(tmp_path: Path, other: str) -> None:
    file = write_csv(tmp_path / "a.csv", exchanged([dict(row) for row in bank("one.csv")], "ask_text", other))
    with pytest.raises(FileRefused) as refused:
        check(file, read_subjects())
    assert refused.value.reason is Reason.COLUMNS_EXCHANGED
