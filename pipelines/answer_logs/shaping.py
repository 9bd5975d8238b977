"""The columns of a log in one shape, whatever the file calls and writes."""

import polars as pl

from pipelines.answer_logs.moments import moments
from pipelines.calibration.tables import FIRST_ROW, numbers
from pipelines.refusal import Refusal
from serving.core.questions import Kind

REQUIRED = ("student", "question", "correct")
OPTIONAL = ("answered_at", "seconds", "option", "kind", "subject", "theme")
TEXTS = ("student", "question", "option", "kind", "subject", "theme")
UNKNOWN = "imported"
"""Subject and theme of a question whose log names none."""


def shaped(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """row, TEXTS (empty where not given), correct (1, 0 or NULL), answered_at, unreadable, seconds.

    Raises Refusal when a column is missing that every answer needs.
    """
    known = {column.lower(): column for column in table.columns}
    if missing := ", ".join(column for column in REQUIRED if column not in known):
        raise Refusal(f"{name} has no column {missing}; an answer needs student, question and correct.")
    given = {column: table[known[column]] for column in (*REQUIRED, *OPTIONAL) if column in known}
    nothing = pl.Series([None] * len(table), dtype=pl.String)
    texts = [_text(given.get(column, nothing)).alias(column) for column in TEXTS]
    answered_at, unreadable = moments(given.get("answered_at", nothing))
    columns = [
        pl.int_range(FIRST_ROW, len(table) + FIRST_ROW, eager=True).alias("row"),
        *texts,
        _marks(given["correct"]).alias("correct"),
        answered_at.alias("answered_at"),
        unreadable.alias("unreadable"),
        numbers(given.get("seconds", nothing)).alias("seconds"),
    ]
    return pl.DataFrame(columns).with_columns(
        pl.when(pl.col("seconds") >= 0, pl.col("seconds").is_finite()).then("seconds").alias("seconds"),
        _one_of([kind.value for kind in Kind], "kind"),
        pl.col("subject").replace("", UNKNOWN),
        pl.col("theme").replace("", UNKNOWN),
    )


def unknown_columns(table: pl.DataFrame) -> list[str]:
    return [column for column in table.columns if column.lower() not in (*REQUIRED, *OPTIONAL)]


def _text(values: pl.Series) -> pl.Series:
    return values.cast(pl.String).str.strip_chars().fill_null("")


def _marks(values: pl.Series) -> pl.Series:
    if values.dtype == pl.String:
        lower = values.str.strip_chars().str.to_lowercase()
        values = lower.replace({"true": "1", "false": "0", "right": "1", "wrong": "0"})
    marks = numbers(values)
    return pl.select(pl.when(marks.is_in([0.0, 1.0])).then(marks)).to_series()


def _one_of(known: list[str], column: str) -> pl.Expr:
    lower = pl.col(column).str.to_lowercase()
    return pl.when(lower.is_in(known)).then(lower).otherwise(pl.lit("")).alias(column)
