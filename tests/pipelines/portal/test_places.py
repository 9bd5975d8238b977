"""The offending part of a cell, and sentences for many rows at once."""

from pathlib import Path

from pipelines.banks.check import check
from pipelines.banks.grouping import grouped
from pipelines.banks.report import Level
from pipelines.banks.subjects import read_subjects
from pipelines.portal.invisibles import visible
from pipelines.portal.submissions.cells import Cell, read_sheet
from pipelines.portal.submissions.spots import spots
from tests.support.bank_files import GOOD, KEY_OUT_OF_RANGE, write_bank


def test_the_value_is_told_apart_from_the_rest_of_its_cell(tmp_path: Path) -> None:
    sheet = read_sheet(write_bank(tmp_path / "bank.csv", [GOOD]))

    assert sheet.cell(2, "ask_text", "два") == Cell("Сколько будет 1 умножить на ", "два", "?")
    assert sheet.cell(2, "answer_1", None) == Cell("", "пять", "")
    assert sheet.cell(2, "answer_1", "repaired since") == Cell("", "пять", "")
    assert sheet.cell(2, "no such column", None) == Cell("", "", "")
    assert sheet.cell(0, "answer_1", None) is None
    assert sheet.question(2) == "Сколько будет 1 умножить на два?"
    assert sheet.question(99) == ""


def test_a_title_speaks_of_all_rows_and_the_cells_of_their_own(tmp_path: Path) -> None:
    rows = [KEY_OUT_OF_RANGE, KEY_OUT_OF_RANGE.replace(",9,", ",8,"), GOOD]
    file = write_bank(tmp_path / "bank.csv", rows)
    group = grouped([check(file, read_subjects())])[0]
    found = spots(group, [read_sheet(file)], 0, 5)

    assert (group.level, group.rows) == (Level.REJECT, 2)
    assert "«…»" in group.title
    assert [(one.row, one.cell and one.cell.marked, one.sentence) for one in found] == [
        (2, "9", None),
        (3, "8", None),
    ]


def test_a_spot_says_what_its_cell_does_not(tmp_path: Path) -> None:
    other_key = GOOD.replace("десять,1", "десять,2")
    one, other = GOOD.replace("{number}", "1"), other_key.replace("{number}", "1")
    rows = [one, other, one.replace("два", "три"), other.replace("два", "три")]
    file = write_bank(tmp_path / "bank.csv", rows)
    group = grouped([check(file, read_subjects())])[0]

    assert group.title == "У одного и того же вопроса разные верные ответы."
    assert [spot.sentence for spot in spots(group, [read_sheet(file)], 1, 2)] == [
        "У одного и того же вопроса разные верные ответы (строки 2, 3).",
        "У одного и того же вопроса разные верные ответы (строки 4, 5).",
    ]


def test_the_most_urgent_rules_come_first() -> None:
    mistakes = Path(__file__).parents[3] / "pipelines" / "banks" / "samples" / "mistakes.csv"
    levels = [group.level for group in grouped([check(mistakes, read_subjects())])]

    assert levels == sorted(levels, key=[*"EGWRMF"].index)


def test_what_nobody_sees_is_made_visible() -> None:
    assert visible(" одно  два\tтри\u00a0четыре\u200b ") == "␣одно␣␣два⇥три⍽четыре[U+200B]␣"
    assert visible("как обычно") == "как обычно"
