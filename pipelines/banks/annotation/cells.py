"""Cells that stay what they are: a text that looks like a formula, a number or a date is a text."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from enum import Enum

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks import looks

LONGEST_CELL = 32_767
_ESCAPE_OF_EXCEL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_A_FORMULA = ("=", "+", "-", "@")


class Look(Enum):
    """A font, the way the text stands in its cell, and whether there are lines around it."""

    HEAD = (looks.ON_DARK, looks.CENTRED, True)
    BODY = (looks.BODY, looks.WRAPPED, True)
    STRONG = (looks.STRONG, looks.WRAPPED, True)
    LINK = (looks.LINK, looks.WRAPPED, True)
    TITLE = (looks.STRONG, looks.ONE_LINE, False)
    SENT = (looks.BODY, looks.WRAPPED, False)

    @property
    def font(self) -> Font:
        return self.value[0]

    @property
    def alignment(self) -> Alignment:
        return self.value[1]

    @property
    def border(self) -> Border:
        return looks.GRID if self.value[2] else Border()


@dataclass(frozen=True, slots=True)
class Pen:
    """Cells to be appended to a sheet, each a copy of a prototype: styling one takes openpyxl longest."""

    sheet: Worksheet
    prototypes: dict[tuple[Look, str | None, bool], Cell] = field(default_factory=dict)

    def text(self, text: str, look: Look = Look.BODY, colour: str | None = None) -> Cell:
        cell = self._copy(look, colour, quoted=text.startswith(_LIKE_A_FORMULA))
        set_text(cell, text)
        return cell

    def head(self, text: str) -> Cell:
        return self.text(text, Look.HEAD, looks.DARK)

    def number(self, number: int, look: Look = Look.BODY) -> Cell:
        cell = self._copy(look, None, quoted=False)
        cell.value = number
        return cell

    def link(self, number: int, sheet: str, address: str) -> Cell:
        cell = self.number(number, Look.LINK)
        quoted = sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref="", location=f"'{quoted}'!{address}")
        return cell

    def append(self, cells: Sequence[Cell | None]) -> None:
        """A link names its own cell, whose place is known only now."""
        self.sheet.append(list(cells))
        for cell in cells:
            if cell is not None and cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate

    def _copy(self, look: Look, colour: str | None, *, quoted: bool) -> Cell:
        if (look, colour, quoted) not in self.prototypes:
            cell = self.prototypes[look, colour, quoted] = WriteOnlyCell(self.sheet)
            cell.font, cell.alignment, cell.border = look.font, look.alignment, look.border
            cell.number_format, cell.quotePrefix = looks.TEXT, quoted
            if colour is not None:
                cell.fill = looks.fill(colour)
        return copy(self.prototypes[look, colour, quoted])


def set_text(cell: Cell, text: str) -> None:
    cell.value = _ESCAPE_OF_EXCEL.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST_CELL] or None
    if cell.value is not None:
        cell.data_type = "s"


def rewrite(cell: Cell, text: str) -> None:
    """The quote prefix keeps a spreadsheet from reading the text again when somebody edits the cell."""
    set_text(cell, text)
    cell.number_format = looks.TEXT
    cell.quotePrefix = text.startswith(_LIKE_A_FORMULA)
