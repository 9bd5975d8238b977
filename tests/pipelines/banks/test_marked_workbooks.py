"""What stays as it was in the workbook that comes back, and how long it takes."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from pipelines.banks.annotation.answer import write_answer
from pipelines.banks.check import check
from tests.pipelines.banks.sent_back import answered
from tests.pipelines.banks.tables import ORIGINAL, SUBJECTS, WORKBOOK, Cells, write_csv, write_workbook

OUT_OF_RANGE = WORKBOOK | {"Вопрос": "Сколько будет два плюс три?", "Верный ответ": "9"}


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
    file = write_workbook(tmp_path / "bank.xlsx", [WORKBOOK, OUT_OF_RANGE], title="Мои вопросы")
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


def test_an_answer_to_three_thousand_rows_counts_what_is_wrong(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "bank.xlsx", list(many(3000)))
    report = check(file, SUBJECTS)
    write_answer(file, report, tmp_path / "answer.xlsx")
    assert report.rejected == 300
