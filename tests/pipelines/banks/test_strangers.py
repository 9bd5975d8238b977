"""Spreadsheets of strangers: what they prove is understood."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import Report
from serving.core.questions import Kind
from tests.pipelines.banks.strangers import OPTIONS, asked, read
from tests.pipelines.banks.tables import SUBJECTS


def keys(report: Report) -> list[object]:
    return [one.question.key for one in report.questions]


@pytest.mark.parametrize(
    ("header", "written", "right"),
    [
        ("Question|Option 1|Option 2|Option 3|Correct answer", ("0", "1", "2"), [1, 2, 3]),
        ("Задание|1|2|3|Ключ", ("1", "2", "3"), [1, 2, 3]),
        ("Question|A|B|C|Key", ("B", "c", "(A)"), [2, 3, 1]),
        ("Формулировка|Вариант А|Вариант Б|Вариант В|Ответ", ("Б", "В", "а)"), [2, 3, 1]),
        ("Вопрос|Вариант 1|Вариант 2|Вариант 3|Правильный ответ", ("Б", "B", "А"), [2, 3, 1]),
        ("Question|Choice 1|Choice 2|Choice 3|Answer", ("четыре", "Пять.", "три"), [2, 3, 1]),
        ("Вопрос|Варианты ответов|||Верный ответ", ("3", "1", "2"), [3, 1, 2]),
    ],
)
def test_a_key_is_a_number_a_letter_or_the_text_of_an_option(
    tmp_path: Path, header: str, written: Sequence[str], right: list[object]
) -> None:
    report = read(tmp_path, *(asked(number, key) for number, key in enumerate(written)), header=header)
    assert (keys(report), report.rejected, report.held) == (right, 0, 0)


@pytest.mark.parametrize("several", ["A, C", "a c", "четыре|пять", "1,3"])
def test_a_list_of_keys_is_a_question_with_several_answers(tmp_path: Path, several: str) -> None:
    single = {"1": "3", "a": "B", "A": "B"}.get(several[0], "три")
    rows = [asked(1, f'"{several}"'.replace("|", "\n")), asked(2, single), asked(3, single)]
    report = read(tmp_path, *rows, header="Question|Option 1|Option 2|Option 3|Key")
    assert [one.question.kind for one in report.questions] == [Kind.MULTIPLE, Kind.ONE, Kind.ONE]
    assert keys(report)[0] == ((2, 3) if single == "три" else (1, 3))


@pytest.mark.parametrize("mark", ["*{}", "+ {}", "{} ✓", "{} (+)", "{} (верно)"])
def test_a_mark_inside_of_an_option_is_the_key(tmp_path: Path, mark: str) -> None:
    rows = [
        ("Первый?", "три", mark.format("четыре"), "пять"),
        ("Второй?", mark.format("три"), "четыре", mark.format("пять")),
    ]
    report = read(tmp_path, *rows, header="Вопрос|Вариант 1|Вариант 2|Вариант 3")
    assert keys(report) == [2, (1, 3)]
    assert [option.text for option in report.questions[0].question.choices] == list(OPTIONS)


@pytest.mark.parametrize("title", ["Верно", "+", "Correct", ""])
def test_a_column_of_marks_stands_next_to_each_option(tmp_path: Path, title: str) -> None:
    rows = [("Первый?", "три", "", "четыре", "x"), ("Второй?", "три", "да", "четыре", "")]
    report = read(tmp_path, *rows, header=f"Вопрос|Вариант 1|{title}|Вариант 2|{title}")
    assert keys(report) == [2, 1]


def test_the_names_of_the_options_may_stand_below_a_common_title(tmp_path: Path) -> None:
    rows = [("", "А", "Б", "В", ""), asked(1, "Б"), asked(2, "А")]
    report = read(tmp_path, *rows, header="Вопрос|Варианты|||Ответ")
    assert (keys(report), report.questions[0].rows) == ([2, 1], (3,))


def test_a_latin_letter_among_russian_ones_that_look_alike_is_a_mistake_of_its_row(
    tmp_path: Path,
) -> None:
    rows = [asked(number, key) for number, key in enumerate(("Б", "В", "B", "A"))]
    report = read(tmp_path, *rows, header="Вопрос|Вариант 1|Вариант 2|Вариант 3|Ответ")
    assert keys(report) == [2, 3, 1]
    assert [(one.row, one.code, one.value) for one in report.findings if one.level == "E"] == [
        (4, "key_wrong_kind", "B")
    ]


def test_a_key_of_another_style_is_a_mistake_of_its_row(tmp_path: Path) -> None:
    rows = [*(asked(number, "Б") for number in range(4)), asked(4, "шесть"), asked(5, "Е"), asked(6, "1")]
    report = read(tmp_path, *rows, header="Вопрос|Вариант 1|Вариант 2|Вариант 3|Ответ")
    codes = [(finding.row, finding.code) for finding in report.findings if finding.level == "E"]
    assert codes == [(6, "key_wrong_kind"), (7, "answer_out_of_range"), (8, "key_style_differs")]


def test_the_sheet_with_questions_is_found_and_of_two_one_is_asked_for(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["План работы кафедры"])
    for title in ("Девятый класс", "Десятый класс"):
        sheet = book.create_sheet(title)
        sheet.append(["Вопрос", "Вариант 1", "Вариант 2", "Ответ"])
        sheet.append([f"{title}?", "да", "нет", "2"])
        book.save(tmp_path / "bank.xlsx")
        if title == "Девятый класс":
            [question] = check(tmp_path / "bank.xlsx", SUBJECTS, subject="sums").questions
            assert question.question.text == "Девятый класс?"
    with pytest.raises(FileRefused, match='sheet = "Девятый класс"') as refused:
        check(tmp_path / "bank.xlsx", SUBJECTS, subject="sums")
    assert refused.value.code == "several_sheets"
