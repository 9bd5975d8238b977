"""Rows as the text that ClickHouse reads as TabSeparated."""

from collections.abc import Iterable

from pipelines.stores.windows import Blocks

NULL = r"\N"
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def tab_separated(rows: Iterable[Iterable[object]]) -> Blocks:
    for row in rows:
        cells = (NULL if cell is NULL else str(cell).translate(ESCAPED) for cell in row)
        yield ("\t".join(cells) + "\n").encode(errors="replace")
