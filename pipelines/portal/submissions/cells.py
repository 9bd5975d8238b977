"""A cell as it stands in the file, with the offending part told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.banks.columns import Column, find_header, option_name
from pipelines.banks.profile import UNDECLARED, Profile, read_profile
from pipelines.banks.readers.file import read_file
from pipelines.banks.readers.listing import Listing
from pipelines.banks.readers.table import Table
from pipelines.banks.table_rows import with_passport
from pipelines.portal.submissions.store import KeptFiles

AROUND = 100
"""Characters shown on either side of what is highlighted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`marked` is what is wrong; it is empty when the cell is, which then is what is wrong."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns`: place by the name that the department gave; `questions`: text by the number of the row."""

    file: str
    rows: Sequence[Sequence[str]]
    columns: Mapping[str, int]
    questions: Mapping[int, str]

    def cell(self, row: int, column: str | None, value: str | None) -> Cell | None:
        """None when the finding is about no cell of the file."""
        if column is None or row < 1:
            return None
        return _marked(self._at(row, column), value)

    def question(self, row: int) -> str:
        return self.questions.get(row, "")

    def _at(self, row: int, column: str) -> str:
        cells, place = self.rows[row - 1] if row <= len(self.rows) else (), self.columns.get(column)
        return cells[place] if place is not None and place < len(cells) else ""


def read_sheets(files: KeptFiles) -> list[Sheet]:
    """Of files that have passed the check as a whole."""
    profile = read_profile(files.profile)
    return [read_sheet(file, profile) for file in files.banks]


def read_sheet(file: Path, profile: Profile = UNDECLARED) -> Sheet:
    match read_file(file, profile).bank:
        case Listing(questions):
            return Sheet(file.name, (), {}, {question.line: question.text for question in questions})
        case Table() as table:
            return _sheet(file.name, table, profile)


def _sheet(name: str, table: Table, profile: Profile) -> Sheet:
    header = find_header(table.rows, with_passport(profile, table))
    if header is None:
        return Sheet(name, table.rows, {}, {})
    places = {column.value: place for column, place in header.places.items()}
    places |= {option_name(number): place for number, place in header.options.items()}
    columns = {header.names[column]: place for column, place in places.items() if column in header.names}
    text = header.places[Column.TEXT]
    questions = {row: cells[text] for row, cells in enumerate(table.rows, start=1) if text < len(cells)}
    return Sheet(name, table.rows, columns, questions)


def _marked(cell: str, value: str | None) -> Cell:
    """The value was repaired before some rules saw it: then it is not found, and the whole cell is marked."""
    start = cell.find(value) if value else -1
    if start < 0 or not value:
        return Cell("", _short(cell or value or ""), "")
    before, after = cell[:start], cell[start + len(value) :]
    if len(before) > AROUND:
        before = f"…{before[-AROUND:]}"
    return Cell(before, _short(value), _short(after))


def _short(text: str) -> str:
    return text if len(text) <= 2 * AROUND else f"{text[: 2 * AROUND]}…"
