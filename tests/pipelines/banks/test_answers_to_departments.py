"""The workbook that comes back: what is wrong, where, and rows that can be corrected and sent again."""

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks.annotation.answer import write_answer
from pipelines.banks.check import check
from pipelines.banks.report import Report
from tests.pipelines.banks.tables import ORIGINAL, SUBJECTS, WORKBOOK, Cells, write_csv, write_workbook

FINE = WORKBOOK | {"Вопрос": "Сколько будет дважды два?"}
OUT_OF_RANGE = WORKBOOK | {"Вопрос": "Сколько будет два плюс три?", "Верный ответ": "9"}
KEYLESS = WORKBOOK | {"Вопрос": "Сколько будет один плюс три?", "Верный ответ": ""}
NUMBERED = WORKBOOK | {"Вариант 1": "1) три", "Вариант 2": "2) четыре", "Вариант 3": "3) пять"}


def answered(file: Path) -> tuple[Report, Workbook]:
    report = check(file, SUBJECTS, subject="sums")
    write_answer(file, report, file.with_name("answer.xlsx"))
    return report, load_workbook(file.with_name("answer.xlsx"))


@pytest.fixture(name="file", params=["bank.xlsx", "bank.csv"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write = write_workbook if request.param == "bank.xlsx" else write_csv
    return write(tmp_path / request.param, [FINE, OUT_OF_RANGE, NUMBERED, KEYLESS])


def column(sheet: Worksheet, title: str, row: int = 1) -> int:
    return [cell.value for cell in sheet[row]].index(title) + 1


def change(book: Workbook, sheet: str, old: str | None, **cells: str) -> None:
    """Cells of the row whose question is `old`."""
    page = book[sheet]
    head = 2 if sheet == "Исправить" else 1
    text = column(page, "Вопрос", head)
    [row] = [row for row in range(head + 1, page.max_row + 1) if page.cell(row, text).value == old]
    for title, value in cells.items():
        page.cell(row, column(page, title.replace("_", " "), head)).value = value


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


@pytest.mark.parametrize("text", ["=1+1", "+5", "-3", "@имя", "_x0041_"])
@pytest.mark.parametrize("name", ["bank.csv", "bank.xlsx"])
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, name: str, text: str) -> None:
    row = ORIGINAL | {"answer_1": text, "right_answer": "9"}
    file = write_csv(tmp_path / "bank.csv", [row])
    if name == "bank.xlsx":
        answered(file)
        file = file.with_name("answer.xlsx").rename(tmp_path / name)
    _, book = answered(file)
    for cell in (book["Вопросы"]["C2"], book["Исправить"]["E3"]):
        assert (cell.value.replace("_x005F_", "_"), cell.data_type, cell.number_format) == (text, "s", "@")
        assert bool(cell.quotePrefix) == (text[0] in "=+-@")
    assert check(file.with_name("answer.xlsx"), SUBJECTS).findings[0].code == "answer_out_of_range"


def test_the_looks_of_the_department_are_kept(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "bank.xlsx", [FINE, OUT_OF_RANGE], title="Мои вопросы")
    book = load_workbook(file)
    sheet = book["Мои вопросы"]
    sheet["C2"].font, sheet["C2"].fill = (
        Font(bold=True, color="FF0000"),
        PatternFill("solid", start_color="ABCDEF"),
    )
    sheet.column_dimensions["C"].width = 77
    sheet["H2"].value = 2
    book.save(file)
    _, answer = answered(file)
    kept = answer["Мои вопросы"]
    assert (kept["C2"].font.bold, kept["C2"].fill.start_color.rgb) == (True, "00ABCDEF")
    assert (kept.column_dimensions["C"].width, kept["H2"].value) == (77, 2)


def many(count: int) -> Iterable[Cells]:
    for number in range(count):
        key = "9" if number % 10 == 0 else "2"
        yield WORKBOOK | {"Вопрос": f"Сколько будет {number} плюс два?", "Верный ответ": key}


def test_the_answer_to_three_thousand_rows_takes_seconds(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "bank.xlsx", list(many(3000)))
    start = time.process_time()
    report = check(file, SUBJECTS)
    write_answer(file, report, tmp_path / "answer.xlsx")
    assert time.process_time() - start < 5
    assert report.rejected == 300
