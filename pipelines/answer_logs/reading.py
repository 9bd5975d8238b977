"""A log with what cannot be loaded told apart from the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from pipelines.answer_logs.shaping import shaped, unknown_columns
from pipelines.calibration.tables import read_table

EXAMPLES = 3
IDENTITY = ["subject", "question", "student", "answered_at"]
"""What makes an answer the same one: read twice, in one file or in two, it is loaded once."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """`rows` were left out for it, or only concerned where `left_out` is false."""

    what: str
    rows: int
    examples: tuple[str, ...]
    left_out: bool = True


@dataclass(frozen=True, slots=True)
class AnswerLog:
    """`rows` = answers + copies + rows left out for a trouble; `answers` as `shaping.shaped` gives them."""

    name: str
    rows: int
    answers: pl.DataFrame
    copies: int
    troubles: tuple[Trouble, ...]


def read_log(file: Path, now: datetime) -> AnswerLog:
    """Raises Refusal when the file cannot be read or a needed column is missing."""
    table = read_table(file)
    kept, troubles = shaped(file.name, table), [*_unknown(table)]
    for what, wrong in (
        ("rows without a student or a question", (pl.col("student") == "") | (pl.col("question") == "")),
        ("rows whose correct is neither 1 nor 0", pl.col("correct").is_null()),
        ("moments that cannot be read", pl.col("unreadable")),
        ("answers from the future", (pl.col("answered_at") > now).fill_null(False)),
    ):
        troubles += _trouble(what, kept.filter(wrong))
        kept = kept.filter(~wrong)
    answers = kept.unique(IDENTITY, keep="first", maintain_order=True)
    said = kept.join(answers.select(*IDENTITY, said="correct"), on=IDENTITY, nulls_equal=True)
    contrary = said.filter(pl.col("correct") != pl.col("said"))
    troubles += _trouble("answers given already with another outcome", contrary)
    copies = len(kept) - len(answers) - len(contrary)
    troubles += _two_keys(answers)
    return AnswerLog(file.name, len(table), answers.drop("unreadable"), copies, tuple(troubles))


def _unknown(table: pl.DataFrame) -> Iterator[Trouble]:
    if names := unknown_columns(table):
        yield Trouble("columns that mean nothing here", 0, tuple(names[:EXAMPLES]), left_out=False)


def _trouble(what: str, rows: pl.DataFrame) -> Iterator[Trouble]:
    if len(rows):
        examples = [
            f"row {row['row']}: student {row['student']}, question {row['question']}"
            for row in rows.head(EXAMPLES).iter_rows(named=True)
        ]
        yield Trouble(what, len(rows), tuple(examples))


def _two_keys(answers: pl.DataFrame) -> Iterator[Trouble]:
    """The answers are loaded; the marts flag such a question and give it no statistics."""
    item = ["subject", "question"]
    verdicts = answers.filter(pl.col("option") != "").group_by(*item, "option", maintain_order=True)
    both = verdicts.agg(pl.col("correct").n_unique().alias("verdicts")).filter(pl.col("verdicts") > 1)
    if len(both):
        concerned = answers.join(both.select(item).unique(), on=item, how="semi")
        examples = [
            f"question {question}: {option} is right in some rows and wrong in others"
            for question, option in both.select("question", "option").head(EXAMPLES).iter_rows()
        ]
        yield Trouble("answers to questions with two keys", len(concerned), tuple(examples), left_out=False)
