"""One look for the workbooks that departments receive."""

from collections.abc import Iterable
from math import ceil

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TEXT = "@"

DARK, ACCENT, PALE, LINE, GREY = "1F3A5F", "C55A11", "EAF1F8", "C9D3DF", "6B7785"


def fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


_SIDE = Side(style="thin", color=LINE)
GRID = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
TITLE = Font(name="Calibri", size=16, bold=True, color=DARK)
SUBTITLE = Font(name="Calibri", size=12, bold=True, color=DARK)
BODY = Font(name="Calibri", size=11)
STRONG = Font(name="Calibri", size=11, bold=True)
FAINT = Font(name="Calibri", size=10, italic=True, color=GREY)
ON_DARK = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
LINK = Font(name="Calibri", size=11, underline="single", color="0563C1")
WRAPPED = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(wrap_text=True, vertical="center")
ONE_LINE = Alignment(vertical="center")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")

_LONGEST_LINE = 46
LINE_HEIGHT, HEAD_HEIGHT, HIGHEST_ROW = 15.0, 34.0, 400.0
"""In points; no row of Excel is higher than 409."""


AUTHOR = "Проверка банка"


def print_wide(sheet: Worksheet, head: str | None = None) -> None:
    """On paper: lying pages, all columns on each, and the rows `head` ("1:1") at the top of each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head is not None:
        sheet.print_title_rows = head


def note(text: str, author: str = "Образец") -> Comment:
    """Wide and high enough to be read without scrolling."""
    lines = sum(len(line) // _LONGEST_LINE + 1 for line in text.splitlines())
    return Comment(text, author, width=330, height=28 + 17 * lines)


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """For wrapped texts in columns of these widths: not every spreadsheet fits the height by itself."""
    lines = (sum(ceil((len(line) or 1) / width) for line in text.split("\n")) for text, width in texts)
    return min(3 + LINE_HEIGHT * max(lines, default=1), HIGHEST_ROW)
