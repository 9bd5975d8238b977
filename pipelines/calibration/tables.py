"""Tables of text from CSV and Parquet files."""

import csv
from contextlib import suppress
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from pipelines.refusal import Refusal

DELIMITERS = ",;\t"
FIRST_ROW = 2
"""Of the data in a CSV file; the header is row 1."""


def read_table(file: Path, names: frozenset[str] | None = None) -> pl.DataFrame:
    """All columns of a CSV as text, those of a Parquet file as they are; names stripped of spaces.

    With `names` (lower case), the other columns are small whole numbers if all of them can be: a sixteenth of
    the memory.
    Raises Refusal when the file is missing, of another kind, empty, broken, or names a column twice.
    """
    if not file.is_file():
        raise Refusal(f"{file} is not a file; name a CSV or Parquet file.")
    if file.suffix.lower() not in (".csv", ".parquet"):
        raise Refusal(f"{file.name} is neither CSV nor Parquet; save it as .csv or .parquet.")
    try:
        table = _csv(file, names) if file.suffix.lower() == ".csv" else pl.read_parquet(file)
    except (PolarsError, UnicodeDecodeError, csv.Error, OSError) as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise Refusal(
            f"{file.name} cannot be read ({reason}); save it again as UTF-8 CSV or Parquet."
        ) from error
    if table.is_empty():
        raise Refusal(f"{file.name} has no rows; it needs at least two students.")
    return table.rename(str.strip)


def _csv(file: Path, words: frozenset[str] | None) -> pl.DataFrame:
    header, delimiter = _header(file)
    names = [name.strip() for name in header]
    if twice := next((name for place, name in enumerate(names) if name in names[:place]), None):
        raise Refusal(f"{file.name}: the column {twice} is there twice; rename or remove one.")
    if words is not None:
        small = {name: pl.Int8() for name in header if name.strip().lower() not in words}
        with suppress(PolarsError):
            return pl.read_csv(file, separator=delimiter, infer_schema=False, schema_overrides=small)
    return pl.read_csv(file, separator=delimiter, infer_schema=False)


def _header(file: Path) -> tuple[list[str], str]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        line = text.readline()
        if not line.strip():
            raise Refusal(f"{file.name} has no header; its first row names the columns.")
        text.seek(0)
        delimiter = max(DELIMITERS, key=line.count)
        return next(csv.reader(text, delimiter=delimiter)), delimiter


def numbers(values: pl.Series) -> pl.Series:
    """Float64; NULL where a cell is empty, NaN where it is no number."""
    if values.dtype != pl.String:
        return values.cast(pl.Float64)
    text = values.str.strip_chars()
    found = text.cast(pl.Float64, strict=False)
    filled = text.is_not_null() & (text != "")
    return pl.select(pl.when(filled).then(found.fill_null(float("nan")))).to_series().alias(values.name)


def first(rows: pl.Series) -> int | None:
    """The index of the first true value."""
    return int(rows.arg_max() or 0) if rows.any() else None
