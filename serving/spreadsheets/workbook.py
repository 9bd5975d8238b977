"""A workbook that is written row by row and held by no memory."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.dimensions import ColumnDimension

from serving.core.exports.exports import Value, Wanted
from serving.core.leaderboard.windows import MOSCOW
from serving.spreadsheets import texts
from serving.spreadsheets.cells import Pen

MOST_ROWS = 1_048_575
"""Of a sheet, below its head."""
WIDTH, WIDE = 16.0, 60.0


@dataclass(slots=True)
class XlsxBook:
    """The file is there when it is closed. Its work is done beside the event loop."""

    file: Path
    wanted: Wanted
    most_rows: int = MOST_ROWS
    workbook: Workbook = field(init=False, default_factory=lambda: Workbook(write_only=True))
    pen: Pen | None = field(init=False, default=None)
    rows: int = field(init=False, default=0)

    async def append(self, batch: Sequence[Sequence[Value]]) -> None:
        await asyncio.to_thread(self._append, batch)

    async def close(self, as_of: datetime) -> int:
        await asyncio.to_thread(self._close, as_of)
        return self.rows

    def abandon(self) -> None:
        """Ends what was begun, if it was not closed."""
        for sheet in self.workbook.worksheets:
            if isinstance(sheet, WriteOnlyWorksheet) and not sheet.closed:
                sheet.close()

    def _append(self, batch: Sequence[Sequence[Value]]) -> None:
        for row in batch:
            pen = self.pen
            if pen is None or self.rows % self.most_rows == 0:
                pen = self.pen = self._begin_sheet()
            pen.sheet.append([pen.value(value) for value in row])
            self.rows += 1

    def _begin_sheet(self) -> Pen:
        number = len(self.workbook.sheetnames) + 1
        title = texts.SHEETS[self.wanted.name]
        heads = [texts.COLUMNS[name][0] for name in self.wanted.columns]
        widths = [max(WIDTH, len(head) + 2.0) for head in heads]
        pen = self._sheet(title if number == 1 else f"{title} {number}", widths)
        pen.sheet.freeze_panes = "A2"
        pen.sheet.append([pen.head(head) for head in heads])
        return pen

    def _close(self, as_of: datetime) -> None:
        if self.pen is None:
            self._begin_sheet()
        pen = self._sheet(texts.ABOUT, [WIDE / 2, WIDE * 2])
        about: list[tuple[str, Value]] = [
            (texts.WHAT, texts.SHEETS[self.wanted.name]),
            (texts.AS_OF, as_of.astimezone(MOSCOW).replace(tzinfo=None, microsecond=0)),
            (texts.ROWS, self.rows),
            (texts.PERSONAL, texts.YES if self.wanted.personal else texts.NO),
        ]
        about += [(texts.FILTERS[name], str(value)) for name, value in self.wanted.given.items()]
        for name, value in about:
            pen.sheet.append([pen.head(name), pen.value(value)])
        pen.sheet.append([])
        pen.sheet.append([pen.head(texts.COLUMN), pen.head(texts.MEANING)])
        for name in self.wanted.columns:
            pen.sheet.append(list(texts.COLUMNS[name]))
        self.workbook.save(self.file)

    def _sheet(self, title: str, widths: Sequence[float]) -> Pen:
        sheet = self.workbook.create_sheet(title)
        assert isinstance(sheet, WriteOnlyWorksheet)
        dimensions: dict[str, ColumnDimension] = getattr(sheet, "column_dimensions")  # noqa: B009 unknown to the stubs
        for number, width in enumerate(widths, 1):
            dimensions[get_column_letter(number)].width = width
        return Pen(sheet)
