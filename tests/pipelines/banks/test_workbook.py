"""The workbook: four kinds on one sheet, all cells as text."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import CheckedQuestion, Report
from serving.core.questions import Multiple, One, Open, Tolerance, YesNo
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, Cells, write_workbook


def read(tmp_path: Path, *rows: Cells) -> Report:
    return check(write_workbook(tmp_path / "bank.xlsx", rows), SUBJECTS)


def question(tmp_path: Path, **cells: str) -> CheckedQuestion:
    [only] = read(
        tmp_path, WORKBOOK | {name.replace("_", " "): text for name, text in cells.items()}
    ).questions
    return only


NO_OPTIONS = {"Вариант_1": "", "Вариант_2": "", "Вариант_3": ""}


def test_answers_of_one_choice_count_from_one(tmp_path: Path) -> None:
    one = question(tmp_path).question
    assert isinstance(one, One)
    assert (one.key, one.options[one.key - 1].text) == (2, "четыре")


@pytest.mark.parametrize("key", ["1;3", "3; 1", "1,3", "1;3;"])
def test_several_answers_are_a_list(tmp_path: Path, key: str) -> None:
    several = question(tmp_path, Тип="несколько", Верный_ответ=key).question
    assert isinstance(several, Multiple)
    assert several.key == (1, 3)


@pytest.mark.parametrize(("key", "right"), [("да", True), ("Нет", False)])
def test_yes_and_no_are_words(tmp_path: Path, key: str, right: bool) -> None:
    yes_no = question(tmp_path, Тип="Да / Нет", Верный_ответ=key, **NO_OPTIONS).question
    assert isinstance(yes_no, YesNo)
    assert yes_no.key is right


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("Волга; река Волга", ("Волга", "река Волга")),
        ("a\\;b", ("a;b",)),
        ("10..12", ("10..12",)),
        ("3,14", ("3,14",)),
    ],
)
def test_an_open_question_lists_accepted_forms(tmp_path: Path, key: str, forms: tuple[str, ...]) -> None:
    opened = question(tmp_path, Тип="открытый", Верный_ответ=key, **NO_OPTIONS).question
    assert isinstance(opened, Open)
    assert opened.key == forms


@pytest.mark.parametrize(
    ("written", "value", "percent"), [("0,5", "0.5", False), ("5%", "5", True), ("5 %", "5", True)]
)
def test_a_tolerance_is_absolute_or_per_cent(tmp_path: Path, written: str, value: str, percent: bool) -> None:
    opened = question(tmp_path, Тип="открытый", Верный_ответ="3,14", Допуск=written, **NO_OPTIONS).question
    assert isinstance(opened, Open)
    assert opened.tolerance == Tolerance(value=Decimal(value), percent=percent)


def test_the_other_columns_are_read(tmp_path: Path) -> None:
    checked = question(
        tmp_path,
        Пояснение="Сложите.",
        Можно_в_метро="да",
        Баллы="0",
        Не_перемешивать="да",
        Источник="ZAD 2021",
    )
    one = checked.question
    assert isinstance(one, One)
    assert (one.explanation, one.subway, one.points, one.shuffle) == ("Сложите.", True, 0, False)
    assert checked.sources == ("Задачник 2021",)


@pytest.mark.parametrize(
    ("stage", "year", "grade", "source", "title"),
    [
        ("муниципальный", "2021-2022", "9", "ВсОШ", "МЭ ВсОШ 2021-2022 9 класс"),
        ("РЭ", "2021/2022", "", "", "РЭ ВсОШ 2021-2022"),
        ("региональный", "", "", "ВСОШ", "Региональный этап ВсОШ"),
        ("", "", "", "ЗЭ ВСОШ 2019-2020", "ЗЭ ВсОШ 2019-2020"),
        ("финал", "2020", "11", "Кубок", "Кубок, финал, 2020, 11 класс"),
    ],
)
def test_stage_year_and_grade_are_part_of_the_source(
    tmp_path: Path, stage: str, year: str, grade: str, source: str, title: str
) -> None:
    cells = {"Этап": stage, "Учебный_год": year, "Класс": grade, "Источник": source}
    assert question(tmp_path, **cells).sources == (title,)


def test_the_header_is_found_below_a_few_lines(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "bank.xlsx", [WORKBOOK], top=3)
    assert check(file, SUBJECTS).questions[0].rows == (5,)


def test_a_finding_names_the_sheet(tmp_path: Path) -> None:
    [finding] = read(tmp_path, WORKBOOK | {"Верный ответ": "9"}).findings
    assert (finding.sheet, finding.row, finding.column) == ("Вопросы", 2, "Верный ответ")


def test_a_sheet_of_another_name_is_taken_if_it_holds_questions(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "bank.xlsx", [WORKBOOK], title="Лист1")
    assert len(check(file, SUBJECTS).questions) == 1


def test_numbers_in_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Тип", "Вопрос", "Вариант 1", "Вариант 2", "Верный ответ", "Предмет", "Тема", "Источник"])
    sheet.append(["один", "Сколько?", 20.0, 1.5, 1.0, "sums", "Сложение", "ZAD"])
    book.save(tmp_path / "bank.xlsx")
    [only] = check(tmp_path / "bank.xlsx", SUBJECTS).questions
    assert ([option.text for option in only.question.choices], only.question.key) == (["20", "1.5"], 1)


def test_a_formula_instead_of_a_value_refuses_the_workbook(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "bank.xlsx", [WORKBOOK | {"Вариант 1": "=1+1"}])
    with pytest.raises(FileRefused, match="формула вместо значения"):
        check(file, SUBJECTS)


def test_a_workbook_without_questions_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "bank.xlsx")
    with pytest.raises(FileRefused, match="нет листа с заголовком"):
        check(tmp_path / "bank.xlsx", SUBJECTS)
