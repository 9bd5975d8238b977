"""«Исправить»: only the rows that were not accepted, to be put right here and sent again."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.banks import looks
from pipelines.banks.annotation.cells import Look, Pen
from pipelines.banks.annotation.marks import COLOURS, Marks, sentences
from pipelines.banks.annotation.widths import width_of
from pipelines.banks.column_names import SURPLUS
from pipelines.banks.columns import Header
from pipelines.banks.readers.corrections import FINGERPRINT, SENT_ROW, TO_DO, fingerprint
from pipelines.banks.readers.table import Table
from pipelines.banks.sheets import CORRECTIONS

_NUMBER_WIDTH, _TO_DO_WIDTH = 9.0, 56.0
_BEFORE = 2
"""Columns of ours to the left of those of the department."""

_HOW = (
    "Исправьте выделенные ячейки в этих строках и пришлите эту же книгу: остальные строки будут взяты "
    "с листа с вопросами, повторять их не нужно."
)


@dataclass(frozen=True, slots=True)
class CorrectionsSheet:
    table: Table
    header: Header
    marks: Marks
    linked_to: str

    def add_to(self, book: Workbook) -> None:
        """Nothing is added when every row is accepted."""
        if not self.marks.stopping:
            return
        sheet = book.create_sheet(CORRECTIONS, 1)
        sheet.sheet_properties.tabColor = looks.ACCENT
        sheet.freeze_panes = "C3"
        looks.print_wide(sheet, "2:2")
        titles = self._titles()
        self._set_widths(sheet, len(titles))
        pen = Pen(sheet)
        pen.append([pen.text(_HOW, Look.TITLE)])
        pen.append([pen.head(title) for title in (SENT_ROW, TO_DO, *titles, FINGERPRINT)])
        for at, row in enumerate(sorted(self.marks.stopping), start=3):
            cells = self._cells(pen, row, len(titles))
            widths = [
                _NUMBER_WIDTH,
                _TO_DO_WIDTH,
                *(width_of(self.header, place) for place in range(len(titles))),
            ]
            sheet.row_dimensions[at].height = looks.row_height(
                (str(cell.value or ""), width) for cell, width in zip(cells, widths, strict=False)
            )
            pen.append(cells)

    def _titles(self) -> Sequence[str]:
        """As wide as the widest row; a table without a header gets the names that the findings use."""
        width = max(self.header.width, *(len(self.table.rows[row - 1]) for row in self.marks.stopping))
        titles = [""] * self.header.width + [SURPLUS] * (width - self.header.width)
        for at, title in enumerate(self.table.rows[self.header.row] if self.header.row >= 0 else ()):
            titles[at] = title
        for name, place in self.marks.places.items():
            titles[place - 1] = titles[place - 1].strip() or name
        return titles

    def _cells(self, pen: Pen, row: int, width: int) -> Sequence[Cell]:
        sent, found = self.table.rows[row - 1], self.marks.stopping[row]
        told = (f"{one.column + ': ' if one.column else ''}{sentences(one)} {one.hint}" for one in found)
        return [
            pen.link(row, self.linked_to, self.marks.address(found[0])),
            pen.text("\n".join(dict.fromkeys(told))),
            *(self._cell(pen, row, place, sent) for place in range(width)),
            pen.text(fingerprint(sent)),
        ]

    def _cell(self, pen: Pen, row: int, place: int, sent: Sequence[str]) -> Cell:
        wrong = self.marks.worst_stopping(row, place + 1)
        return pen.text(sent[place] if place < len(sent) else "", colour=COLOURS[wrong] if wrong else None)

    def _set_widths(self, sheet: Worksheet, columns: int) -> None:
        sheet.row_dimensions[2].height = looks.HEAD_HEIGHT
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NUMBER_WIDTH, _TO_DO_WIDTH
        for place in range(columns):
            whole = sheet.column_dimensions[get_column_letter(place + 1 + _BEFORE)]
            whole.width, whole.number_format = width_of(self.header, place), looks.TEXT
        sheet.column_dimensions[get_column_letter(columns + 1 + _BEFORE)].hidden = True
