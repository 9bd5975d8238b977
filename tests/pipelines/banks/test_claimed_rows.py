"""Workbooks that claim more rows than they hold, and cells whose look is part of what they say."""

import subprocess
import sys
import zipfile
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook

from pipelines.banks.check import check
from tests.pipelines.banks.tables import SUBJECTS

CLAIMED, HELD = 390_000, 120
COLUMNS = "ABCDEFGHIJ"
MEASURED = """
import re, sys, time
from pathlib import Path
from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
start = time.process_time()
report = check(Path(sys.argv[1]), read_subjects(), subject="economics")
seconds = time.process_time() - start
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(len(report.questions), report.rows, seconds, int(peak[1]) / 1024)
"""


def sheet_xml(claimed: int) -> bytes:
    """A header, then questions with a per cent in style 1, then rows of styled empty cells."""
    rows = [_row(1, [_text("Вопрос"), _text("Вариант 1"), _text("Вариант 2"), _text("Верный ответ")])]
    for row in range(2, HELD + 2):
        percent, number, key = (
            '<c r="{at}" s="1"><v>0.29</v></c>',
            '<c r="{at}"><v>20</v></c>',
            '<c r="{at}"><v>1</v></c>',
        )
        rows.append(_row(row, [_text(f"Какова доля в задаче {row}?"), percent, number, key]))
    empty = _row(0, ['<c r="{at}" s="1"/>'] * len(COLUMNS)).replace('0"', '#"')
    rows.extend(empty.replace("#", str(row)) for row in range(HELD + 2, claimed + 1))
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0"?><worksheet xmlns="{namespace}"><dimension ref="A1:J{claimed}"/><sheetData>'
    return f"{head}{''.join(rows)}</sheetData></worksheet>".encode()


def _text(text: str) -> str:
    return f'<c r="{{at}}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(row: int, cells: list[str]) -> str:
    placed = "".join(cell.format(at=f"{COLUMNS[place]}{row}") for place, cell in enumerate(cells))
    return f'<row r="{row}">{placed}</row>'


def write(file: Path, claimed: int) -> Path:
    book = Workbook()
    book.worksheets[0]["A1"].number_format = "0%"
    book.save(file.with_suffix(".small"))
    with zipfile.ZipFile(file.with_suffix(".small")) as small, zipfile.ZipFile(file, "w", 8) as out:
        for name in small.namelist():
            of_sheet = name == "xl/worksheets/sheet1.xml"
            out.writestr(name, sheet_xml(claimed) if of_sheet else small.read(name), compresslevel=1)
    return file


def test_a_workbook_that_claims_390_000_rows_is_read_to_its_last_real_one(tmp_path: Path) -> None:
    file = write(tmp_path / "bank.xlsx", CLAIMED)
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, check=True
    )
    questions, rows, _, mebibytes = map(float, measured.stdout.split())
    assert (questions, rows) == (HELD, HELD)
    assert mebibytes < 150


def test_per_cent_cells_keep_their_sign(tmp_path: Path) -> None:
    question = check(write(tmp_path / "bank.xlsx", HELD + 2), SUBJECTS, subject="sums").questions[0]
    assert [option.text for option in question.question.choices] == ["29%", "20"]


def test_cells_are_read_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"], sheet["F3"], sheet["G3"] = (
        "Вопрос", "Вариант 1", "Вариант 2", "Вариант 3", "Вариант 4", "Верный ответ",
    )  # fmt: skip
    sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"], sheet["F4"], sheet["G4"] = (
        "Сколько?", 0.295, 0.07, time(10, 30), "0.5", 2,
    )  # fmt: skip
    sheet["C4"].number_format, sheet["D4"].number_format, sheet["F4"].number_format = "0.00%", "0%", "0%"
    sheet["B5"], sheet["C5"], sheet["D5"], sheet["G5"] = "Почему?", date(2024, 5, 1), "потому", 2
    book.save(tmp_path / "bank.xlsx")
    report = check(tmp_path / "bank.xlsx", SUBJECTS, subject="sums")
    [question] = report.questions
    assert [option.text for option in question.question.choices] == ["29.5%", "7%", "10:30", "0.5"]
    assert [(one.row, one.code) for one in report.findings if one.level == "E"] == [(5, "date_artifact")]
