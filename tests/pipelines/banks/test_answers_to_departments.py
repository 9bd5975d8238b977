"""The workbook that comes back: what is wrong, where, and rows that can be corrected and sent again."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipelines.banks.check import check
from tests.pipelines.banks.sent_back import answered, change, column
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, write_csv, write_workbook

FINE = WORKBOOK | {"Вопрос": "Сколько будет дважды два?"}
OUT_OF_RANGE = WORKBOOK | {"Вопрос": "Сколько будет два плюс три?", "Верный ответ": "9"}
KEYLESS = WORKBOOK | {"Вопрос": "Сколько будет один плюс три?", "Верный ответ": ""}
NUMBERED = WORKBOOK | {"Вариант 1": "1) три", "Вариант 2": "2) четыре", "Вариант 3": "3) пять"}


@pytest.fixture(name="file", params=["bank.xlsx", "bank.csv"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write = write_workbook if request.param == "bank.xlsx" else write_csv
    return write(tmp_path / request.param, [FINE, OUT_OF_RANGE, NUMBERED, KEYLESS])


def test_the_findings_come_worst_first_with_a_link_to_the_cell(file: Path) -> None:
    report, book = answered(file)
    sheet = book["Проверка"]
    assert book.sheetnames[:2] == ["Проверка", "Исправить"]
    assert [cell.value for cell in sheet[1]][:6] == [
        "№ строки", "Столбец", "Уровень", "Код", "Что не так", "Что сделать",
    ]  # fmt: skip
    levels = [str(row[2].value)[0] for row in sheet.iter_rows(min_row=2) if row[2].value]
    assert levels == ["E", "E", "R", "R", "R"]
    assert len(levels) == len(report.findings)
    first = [cell.value for cell in sheet[2]][:5]
    assert first == [
        3, "Верный ответ", "E · отклонено", "answer_out_of_range",
        "Верный ответ «9» указывает на вариант, которого нет.",
    ]  # fmt: skip
    link = sheet["A2"].hyperlink
    place = load_workbook(file)["Вопросы"] if file.suffix == ".xlsx" else book["Вопросы"]
    assert link is not None
    assert link.location == f"'Вопросы'!{place.cell(3, column(place, 'Верный ответ')).coordinate}"


def test_a_wrong_cell_is_coloured_and_says_why(file: Path) -> None:
    _, book = answered(file)
    sheet = book["Вопросы"]
    wrong = sheet.cell(3, column(sheet, "Верный ответ"))
    assert wrong.fill.start_color.rgb == "00F9C6C6"
    assert wrong.comment is not None
    assert wrong.comment.text.startswith("Верный ответ «9» указывает на вариант, которого нет.")
    fine = sheet.cell(2, column(sheet, "Верный ответ"))
    assert (fine.fill.fill_type, fine.comment, fine.value) == (None, None, "2")


def test_rows_that_are_corrected_on_their_own_sheet_are_accepted(file: Path) -> None:
    _, book = answered(file)
    assert book["Исправить"].max_row == 4
    change(book, "Исправить", OUT_OF_RANGE["Вопрос"], Верный_ответ="3")
    change(book, "Исправить", KEYLESS["Вопрос"], Верный_ответ="2")
    book.save(file.with_name("again.xlsx"))
    report, book = answered(file.with_name("again.xlsx"))
    assert (len(report.questions), report.rejected, report.rows) == (4, 0, 4)
    assert "Исправить" not in book.sheetnames
    assert book["Вопросы"].cell(3, column(book["Вопросы"], "Верный ответ")).value == "3"
    assert book["Вопросы"].cell(3, column(book["Вопросы"], "Верный ответ")).comment is None


def test_rows_that_are_corrected_in_their_old_place_are_accepted_too(file: Path) -> None:
    _, book = answered(file)
    change(book, "Вопросы", OUT_OF_RANGE["Вопрос"], Верный_ответ="3")
    change(book, "Исправить", KEYLESS["Вопрос"], Верный_ответ="2")
    book.save(file.with_name("again.xlsx"))
    report = check(file.with_name("again.xlsx"), SUBJECTS, subject="sums")
    assert (len(report.questions), report.rejected) == (4, 0)


def test_a_corrected_row_whose_old_one_is_gone_is_not_lost(file: Path) -> None:
    _, book = answered(file)
    book["Вопросы"].delete_rows(3)
    change(book, "Исправить", OUT_OF_RANGE["Вопрос"], Верный_ответ="3")
    book.save(file.with_name("again.xlsx"))
    report = check(file.with_name("again.xlsx"), SUBJECTS, subject="sums")
    assert (len(report.questions), report.rejected, report.questions[-1].rows) == (3, 1, (5,))


def test_only_the_sheet_of_corrections_may_be_sent(file: Path) -> None:
    _, book = answered(file)
    change(book, "Исправить", OUT_OF_RANGE["Вопрос"], Верный_ответ="3")
    book.remove(book["Вопросы"])
    book.save(file.with_name("again.xlsx"))
    report = check(file.with_name("again.xlsx"), SUBJECTS, subject="sums")
    assert (report.rows, len(report.questions), report.rejected) == (2, 1, 1)


def test_the_answer_sent_back_untouched_finds_the_same(file: Path) -> None:
    first, _ = answered(file)
    again = check(file.with_name("answer.xlsx"), SUBJECTS)
    assert [(one.row, one.column, one.code) for one in again.findings] == [
        (one.row, one.column, one.code) for one in first.findings
    ]


def test_a_cell_outside_of_the_header_is_still_outside_when_it_comes_again(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "bank.csv", [FINE])
    file.write_text(file.read_text(encoding="utf-8").rstrip() + ",лишнее\n", encoding="utf-8")
    _, book = answered(file)
    assert check(file.with_name("answer.xlsx"), SUBJECTS).rejected == 1
    book["Исправить"].cell(3, column(book["Исправить"], "Лишнее", 2)).value = None
    book.save(file.with_name("again.xlsx"))
    assert check(file.with_name("again.xlsx"), SUBJECTS).rejected == 0


def test_a_cell_longer_than_a_spreadsheet_holds_is_told_once(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "bank.csv", [OUT_OF_RANGE | {"Вопрос": "да " * 15_000}])
    answered(file)
    assert check(file.with_name("answer.xlsx"), SUBJECTS).rows == 1
