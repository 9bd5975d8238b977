"""Cells that stay what they are: a text that looks like a formula or an error is a text."""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from serving.core.exports.exports import Value

LONGEST_CELL = 32_767
LIKE_A_FORMULA = ("=", "+", "-", "@", "#", "\t", "\r")
BOLD = Font(bold=True)


@dataclass(frozen=True, slots=True)
class Pen:
    """Numbers, moments and plain texts go as they are, which costs a tenth of a cell with a style."""

    sheet: WriteOnlyWorksheet
    quoted: Cell = field(init=False)
    """The quote prefix keeps a spreadsheet from reading the text again when somebody edits the cell."""

    def __post_init__(self) -> None:
        cell = WriteOnlyCell(self.sheet)
        cell.quotePrefix = True
        object.__setattr__(self, "quoted", cell)

    def value(self, value: Value) -> str | float | datetime | Cell | None:
        if not isinstance(value, str):
            return value
        written = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        if not written.startswith(LIKE_A_FORMULA):
            return written or None
        cell = copy(self.quoted)
        cell.value, cell.data_type = written, "s"
        return cell

    def head(self, text: str) -> Cell:
        cell = WriteOnlyCell(self.sheet, text)
        cell.font = BOLD
        return cell
