"""What the values of a sheet do not tell: formulas behind them, the per cent sign, the first column."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zipfile import ZipFile

from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string

from pipelines.banks.readers.workbook_parts import percent_styles, sheet_xml

_CELL = rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]+[0-9]+)"'
_FORMULA = re.compile(_CELL + rb"[^>]*(?<!/)>\s*<(?:\w+:)?f[ />]")
_FILLED = re.compile(_CELL + rb"[^>]*(?<!/)>\s*<(?:\w+:)?(?:v|is)\b")
_VALUE = rb"[^>]*>\s*<(?:\w+:)?v>([^<]+)<"


@dataclass(frozen=True, slots=True)
class Address:
    """Both from 1."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Survey:
    """`first_filled` is the first cell with a value, `percents` the numbers of cells shown as per cent."""

    formula: str | None
    first_filled: Address | None
    percents: Mapping[Address, float]


def survey(content: bytes, sheet: str, last_row: int) -> Survey:
    """Rows below the last real one are not read, however many the sheet claims."""
    formula, first_filled = None, None
    percents: dict[Address, float] = {}
    with ZipFile(io.BytesIO(content)) as archive:
        shown = _shown_as_percent(sorted(percent_styles(archive)))
        for piece in sheet_xml(archive, sheet, last_row):
            formula = formula or _first(_FORMULA, piece, last_row)
            first_filled = first_filled or _first(_FILLED, piece, last_row)
            if shown:
                percents |= {_address(cell): float(value) for cell, value in shown.findall(piece)}
    return Survey(formula, _address(first_filled.encode()) if first_filled else None, percents)


def _shown_as_percent(styles: Sequence[str]) -> re.Pattern[bytes] | None:
    """A text in a cell of such a style is not a number: it names its type."""
    if not styles:
        return None
    style = rb'(?=[^>]*\ss="(?:' + "|".join(styles).encode() + rb')")(?![^>]*\st="(?!n"))'
    return re.compile(rb"<(?:\w+:)?c\b" + style + rb'[^>]*?\sr="([A-Z]+[0-9]+)"' + _VALUE)


def _first(pattern: re.Pattern[bytes], piece: bytes, last_row: int) -> str | None:
    found = pattern.search(piece)
    return found[1].decode() if found and _address(found[1]).row <= last_row else None


def _address(cell: bytes) -> Address:
    column, row = coordinate_from_string(cell.decode())
    return Address(row, column_index_from_string(column))
