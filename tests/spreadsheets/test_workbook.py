"""Workbooks as a spreadsheet reads them."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from serving.core.exports.exports import TABLES, ExportFilters, ExportName, Value, Wanted
from serving.spreadsheets.texts import COLUMNS, FILTERS, SHEETS
from serving.spreadsheets.workbook import XlsxBook

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
STATS = Wanted(ExportName.QUESTION_STATS, ExportFilters(subject="economics"))
WIDTH = len(STATS.columns)


def written(file: Path, rows: Sequence[Sequence[Value]], wanted: Wanted = STATS, most: int = 9) -> Workbook:
    book = XlsxBook(file, wanted, most_rows=most)

    async def write() -> int:
        await book.append(rows)
        return await book.close(AT)

    assert asyncio.run(write()) == len(rows)
    return load_workbook(file)


def row(*values: Value) -> list[Value]:
    return [*values, *[None] * (WIDTH - len(values))]


def test_values_keep_their_types_below_a_frozen_head(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 1, 12, 0, 1)  # noqa: DTZ001 as a spreadsheet has it
    sheet = written(tmp_path / "a.xlsx", [row(7, 0.25, True, "спрос", moment, None, "12")]).worksheets[0]
    assert sheet.title == "Статистика вопросов"
    assert sheet.freeze_panes == "A2"
    head, values = sheet.iter_rows(values_only=True)
    assert head[:3] == ("Вопрос", "Версия", "Предмет")
    assert values[:7] == (7, 0.25, True, "спрос", moment, None, "12")
    assert [cell.data_type for cell in sheet[2]][:7] == ["n", "n", "b", "s", "d", "n", "s"]


@pytest.mark.parametrize("text", ["=1+1", "+7 913", "-5", "@SUM(A1)", "#N/A"])
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path / "a.xlsx", [row(text)]).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)


def test_what_no_workbook_can_hold_is_left_out(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [row("до\x00после", "я" * 40_000)]).worksheets[0]
    assert sheet["A2"].value == "допосле"
    assert len(sheet["B2"].value) == 32_767


def test_a_full_sheet_is_followed_by_another_with_the_same_head(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx", [row(number) for number in range(5)], most=2)
    assert book.sheetnames == [
        "Статистика вопросов",
        "Статистика вопросов 2",
        "Статистика вопросов 3",
        "О выгрузке",
    ]
    columns = [[cell.value for cell in sheet["A"]] for sheet in book.worksheets[:3]]
    assert columns == [["Вопрос", 0, 1], ["Вопрос", 2, 3], ["Вопрос", 4]]


def test_an_exactly_full_sheet_is_followed_by_none(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx", [row(1), row(2)], most=2)
    assert len(book.sheetnames) == 2


def test_a_sheet_tells_of_when_what_and_how_it_is_narrowed(tmp_path: Path) -> None:
    wanted = Wanted(ExportName.ANSWERS, ExportFilters(subject="economics", since=date(2026, 1, 1)), True)
    empty: list[list[Value]] = []
    about = written(tmp_path / "a.xlsx", empty, wanted)["О выгрузке"]
    told = {name: value for name, value in about.iter_rows(values_only=True) if name}
    assert told["Составлено (по Москве)"] == datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001
    assert (told["Строк"], told["Личные данные"], told["Предмет"]) == (0, "есть", "Код предмета.")
    assert told["С какого дня (по Москве)"] == "2026-01-01"
    assert {"Фамилия", "Секунды", "Режим"} <= told.keys()


def test_every_column_filter_and_export_is_explained() -> None:
    for table in TABLES.values():
        assert set(table.columns + table.personal) <= COLUMNS.keys()
        assert set(table.filters) <= FILTERS.keys()
        heads = [COLUMNS[name][0] for name in table.columns + table.personal]
        assert len(set(heads)) == len(heads)
    assert SHEETS.keys() == TABLES.keys() == set(ExportName)
