"""Answers from files: wide, a column a question, or long, a row an answer."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from pipelines.calibration.answers import Answers, Indices
from pipelines.calibration.tables import FIRST_ROW, first, numbers, read_table
from pipelines.refusal import Refusal

LONG = ("student", "question", "correct")
SPELLINGS = {"TRUE": "1", "True": "1", "true": "1", "FALSE": "0", "False": "0", "false": "0", "NA": ""}
"""How R and Python write what is right, wrong and missing."""

IDENTIFIERS = frozenset(
    {
        "",
        "id",
        "student",
        "student_id",
        "respondent",
        "respondent_id",
        "person",
        "person_id",
        "user",
        "user_id",
    }
)


@dataclass(frozen=True, slots=True)
class NamedAnswers:
    """`questions` are the names behind the indices, in the order of columns or of first appearance."""

    questions: list[str]
    answers: Answers


def read_answers(file: Path) -> NamedAnswers:
    """Raises Refusal with the row and the column of the first thing that is wrong."""
    table = read_table(file, names=IDENTIFIERS | {"question"})
    known = {name.lower(): name for name in table.columns}
    named = [name for name in LONG if name in known]
    if len(named) == len(LONG):
        return _long(file.name, table.select(pl.col(known[name]).alias(name) for name in LONG))
    if {"question", "correct"} & set(named):
        missing = ", ".join(name for name in LONG if name not in known)
        raise Refusal(f"{file.name} has no column {missing}; a long table has student, question and correct.")
    return _wide(file.name, table)


def _wide(name: str, table: pl.DataFrame) -> NamedAnswers:
    identifiers = [column for column in table.columns if column.lower() in IDENTIFIERS]
    for column in identifiers:
        if (row := first(~table[column].is_first_distinct())) is not None:
            raise _repeated(name, row, f"{column or 'id'} {table[column][row]}")
    questions = [column for column in table.columns if column not in identifiers]
    students, marks = [], []
    for question in questions:
        values = _marks(name, table[question]).to_numpy()
        answered = ~np.isnan(values)
        if not answered.any():
            raise Refusal(f"{name}: nobody answered {question}; remove the column.")
        students.append(np.flatnonzero(answered).astype(np.int32))
        marks.append(values[answered] == 1)
    if not questions:
        raise Refusal(f"{name} has no questions; each column but the student's is one.")
    places = np.repeat(np.arange(len(questions), dtype=np.int32), [len(some) for some in students])
    answers = Answers(np.concatenate(students), places, np.concatenate(marks), len(table), len(questions))
    return NamedAnswers(questions, answers)


def _long(name: str, table: pl.DataFrame) -> NamedAnswers:
    for column in LONG[:2]:
        empty = table[column].cast(pl.String).str.strip_chars().fill_null("") == ""
        if (row := first(empty)) is not None:
            raise Refusal(f"{name}: row {row + FIRST_ROW}: {column} is empty; every answer has both.")
    marks = _marks(name, table["correct"])
    kept = table.with_row_index("row").with_columns(marks).filter(marks.is_not_nan())
    if kept.is_empty():
        raise Refusal(f"{name}: the column correct is empty; write 1 for right and 0 for wrong.")
    students, _ = _numbered(kept["student"])
    questions, names = _numbered(kept["question"])
    pairs = pl.Series(students.astype(np.int64) * len(names) + questions)
    if (place := first(~pairs.is_first_distinct())) is not None:
        row, student, question = kept.row(place)[:3]
        raise _repeated(name, row, f"student {student}, question {question}")
    right = kept["correct"].to_numpy() == 1
    return NamedAnswers(names, Answers(students, questions, right, int(students.max()) + 1, len(names)))


def _marks(name: str, values: pl.Series) -> pl.Series:
    """1, 0, and NaN where it is empty."""
    if values.dtype == pl.String:
        values = values.str.strip_chars().replace(SPELLINGS)
    marks = numbers(values)
    wrong = marks.is_not_null() & ~marks.is_in([0.0, 1.0])
    if (row := first(wrong)) is not None:
        raise Refusal(
            f"{name}: row {row + FIRST_ROW}, column {values.name}: “{values[row]}” is neither 0 nor 1; "
            "leave a cell empty where a question was not answered."
        )
    return marks.fill_null(float("nan"))


def _repeated(name: str, row: int, what: str) -> Refusal:
    return Refusal(f"{name}: row {row + FIRST_ROW}: {what} is there already; keep the first answer only.")


def _numbered(values: pl.Series) -> tuple[Indices, list[str]]:
    """Numbers in the order of first appearance, and the names behind them."""
    names = values.unique(maintain_order=True)
    places = pl.DataFrame({"name": names, "place": np.arange(len(names), dtype=np.int32)})
    found = pl.DataFrame({"name": values}).join(places, on="name", how="left", maintain_order="left")
    return found["place"].to_numpy(), names.cast(pl.String).to_list()
