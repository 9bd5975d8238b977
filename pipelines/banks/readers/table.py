"""What every reader gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one sheet from the top, empty ones included, so that an index is a row number less one.

    `corrected` are the numbers of rows whose cells come from «Исправить».
    """

    sheet: str | None
    rows: Sequence[Sequence[str]]
    passport: Mapping[str, str] = field(default_factory=dict)
    corrected: Sequence[int] = ()
