"""Attempts at a fixed set from a file: attempt, slot, mark, max_mark."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from pipelines.calibration.answers import Floats
from pipelines.calibration.tables import FIRST_ROW, first, numbers, read_table
from pipelines.refusal import Refusal

COLUMNS = ("attempt", "slot", "mark", "max_mark")


@dataclass(frozen=True, slots=True)
class Attempts:
    """`marks` (attempts, slots), `largest` (slots,), in marks.

    Slots are in the order of their numbers, or as they first appear when they have names.
    """

    slots: list[int | str]
    marks: Floats
    largest: Floats


def read_attempts(file: Path) -> Attempts:
    """Raises Refusal with the row and the column of the first thing that is wrong."""
    table = read_table(file)
    known = {name.lower(): name for name in table.columns}
    if missing := [name for name in COLUMNS if name not in known]:
        raise Refusal(f"{file.name} has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}.")
    rows = table.select(
        *(
            pl.col(known[name]).cast(pl.String).str.strip_chars().fill_null("").alias(name)
            for name in COLUMNS[:2]
        ),
        *(numbers(table[known[name]]).alias(name) for name in COLUMNS[2:]),
    )
    _check(file.name, rows)
    return _arranged(rows)


def _check(name: str, rows: pl.DataFrame) -> None:
    of_slot = pl.col("max_mark").first().over("slot")
    complaints = {
        "attempt is empty": pl.col("attempt") == "",
        "slot is empty": pl.col("slot") == "",
        "mark is no number; write 0 where there was no answer": ~pl.col("mark").is_finite().fill_null(False),
        "max_mark is not above 0": ~(pl.col("max_mark").is_finite() & (pl.col("max_mark") > 0)).fill_null(
            False
        ),
        "mark is above max_mark": pl.col("mark") > pl.col("max_mark"),
        "max_mark differs from that of the slot in other rows": pl.col("max_mark") != of_slot,
        "this slot of this attempt is there already": ~pl.struct("attempt", "slot").is_first_distinct(),
        "this attempt has not all slots of the others": (
            pl.col("slot").n_unique().over("attempt") < pl.col("slot").n_unique()
        ),
    }
    for complaint, condition in complaints.items():
        if (row := first(rows.select(condition).to_series())) is not None:
            attempt, slot = rows[row, "attempt"], rows[row, "slot"]
            where = f"row {row + FIRST_ROW} (attempt {attempt or '?'}, slot {slot or '?'})"
            raise Refusal(f"{name}: {where}: {complaint}.")


def _arranged(rows: pl.DataFrame) -> Attempts:
    names = rows["slot"].unique(maintain_order=True).to_list()
    numbered = all(name.isdecimal() for name in names)
    slots = sorted(names, key=int) if numbered else names
    marks = rows.pivot("slot", index="attempt", values="mark", maintain_order=True).select(slots)
    largest = dict(zip(rows["slot"].to_list(), rows["max_mark"].to_list(), strict=True))
    return Attempts(
        slots=[int(slot) if numbered else slot for slot in slots],
        marks=marks.to_numpy().astype(np.float64),
        largest=np.array([largest[slot] for slot in slots]),
    )
