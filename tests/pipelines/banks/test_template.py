"""The workbook that a department fills in."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from pipelines.banks.annotation.answer import write_answer
from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.template.examples import EXAMPLES
from pipelines.banks.template.titles import TITLES
from pipelines.banks.template.workbook import write_template
from serving.core.questions import Kind
from tests.pipelines.banks.tables import SUBJECTS, SUMS

SAID_IN_ALL = {"Тема": "Сложение", "Источник": "Задачник"}


@pytest.fixture(name="file")
def written(tmp_path: Path) -> Path:
    write_template(SUMS, tmp_path / "bank.xlsx")
    return tmp_path / "bank.xlsx"


def fill_in(file: Path, *questions: Mapping[str, str]) -> Path:
    book = load_workbook(file)
    sheet = book["Вопросы"]
    titles = [str(cell.value) for cell in sheet[1]]
    for row, cells in enumerate(questions, start=2):
        for title, text in (SAID_IN_ALL | dict(cells)).items():
            sheet.cell(row, titles.index(title) + 1).value = text
    book.save(file)
    return file


def lists_of(book: Workbook) -> dict[str, list[object]]:
    """What each drop-down list of «Вопросы» offers, by the title of its column."""
    offered: dict[str, list[object]] = {}
    for offer in book["Вопросы"].data_validations.dataValidation:
        sheet, _, cells = str(offer.formula1).partition("!")
        title = book["Вопросы"].cell(1, next(iter(offer.sqref.ranges)).min_col).value
        offered[str(title)] = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    return offered


def test_a_filled_in_workbook_has_nothing_to_report(file: Path) -> None:
    others = {"Этап": "муниципальный", "Учебный год": "2023-2024", "Класс": "9", "Можно в метро": "да"}
    report = check(fill_in(file, *EXAMPLES, {**EXAMPLES[1], "Вопрос": "Где Индия?", **others}), SUBJECTS)
    assert report.findings == ()
    assert len(report.questions) == report.rows == len(EXAMPLES) + 1
    assert {one.question.kind for one in report.questions} == set(Kind)


def test_the_examples_are_not_questions(file: Path) -> None:
    with pytest.raises(FileRefused, match="нет ни одного вопроса") as refused:
        check(file, SUBJECTS)
    assert refused.value.code == Reason.NO_QUESTIONS


def test_every_cell_for_questions_is_text(file: Path) -> None:
    sheet = load_workbook(file)["Вопросы"]
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    columns = [sheet.column_dimensions[get_column_letter(place + 1)] for place in range(len(TITLES))]
    assert {column.number_format for column in columns} == {"@"}


def test_the_lists_live_on_a_sheet_of_their_own(file: Path) -> None:
    offered = lists_of(load_workbook(file))
    assert offered == {
        "Тип": ["да/нет", "один", "несколько", "открытый"],
        "Тема": ["Сложение", "Вычитание"],
        "Источник": ["Региональный этап ВсОШ", "Задачник"],
        "Этап": ["школьный", "муниципальный", "региональный", "заключительный"],
        "Можно в метро": ["да", "нет"],
        "Не перемешивать": ["да", "нет"],
    }


def test_the_answer_offers_the_lists_again_that_openpyxl_does_not_read(file: Path) -> None:
    fill_in(file, EXAMPLES[0])
    book = load_workbook(file)
    offered = lists_of(book)
    book["Вопросы"].data_validations.dataValidation.clear()
    book.save(file)
    write_answer(file, check(file, SUBJECTS), file.with_name("answer.xlsx"))
    assert lists_of(load_workbook(file.with_name("answer.xlsx"))) == offered


def test_the_header_stays_in_sight_and_explains_itself(file: Path) -> None:
    book = load_workbook(file)
    assert book.sheetnames == ["Инструкция", "Вопросы", "Паспорт", "Справочники"]
    sheet = book["Вопросы"]
    assert [cell.value for cell in sheet[1]] == [title.name for title in TITLES]
    assert all(cell.comment is not None for cell in sheet[1])
    assert sheet.freeze_panes == "D2"


def test_the_passport_declares_the_base_of_the_key(file: Path) -> None:
    fill_in(file, {**EXAMPLES[1], "Верный ответ": "0"})
    book = load_workbook(file)
    passport = {row[0].value: row[1] for row in book["Паспорт"].iter_rows()}
    assert set(passport) == {"Предмет", "Кафедра", "Контакт", "Верные ответы считаются с"}
    assert passport["Предмет"].value == "Счёт"
    passport["Верные ответы считаются с"].value = "0"
    book.save(file)
    [question] = check(file, SUBJECTS).questions
    assert question.question.key == 1
