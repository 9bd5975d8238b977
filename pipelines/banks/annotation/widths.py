"""How wide the columns of a table are drawn that brings no widths of its own."""

from pipelines.banks.column_names import Column
from pipelines.banks.columns import Header

_WIDTHS = {
    Column.NUMBER: 8, Column.TEXT: 56, Column.ANSWER: 16, Column.EXPLANATION: 38, Column.THEME: 26,
    Column.SOURCE: 30, Column.KIND: 13, Column.PICTURE: 18,
}  # fmt: skip
_OPTION, _OTHER = 22, 14


def width_of(header: Header, place: int) -> float:
    """In characters; `place` from 0."""
    if place in header.options.values():
        return _OPTION
    column = next((column for column, at in header.places.items() if at == place), None)
    return _WIDTHS.get(column, _OTHER) if column else _OTHER
