"""Attempts at a fixed set from files, and what is refused."""

from pathlib import Path

import pytest

from pipelines.calibration.attempt_files import read_attempts
from pipelines.refusal import Refusal


def test_slots_are_sorted_by_number_and_marks_may_be_parts(tmp_path: Path) -> None:
    file = tmp_path / "attempts.csv"
    file.write_text("attempt,slot,mark,max_mark\nx,10,0.5,2\nx,2,1,1\ny,10,2,2\ny,2,0,1\n")

    found = read_attempts(file)

    assert (found.slots, found.largest.tolist()) == ([2, 10], [1, 2])
    assert found.marks.tolist() == [[1, 0.5], [0, 2]]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("x,1,,1", "row 2 (attempt x, slot 1): mark is no number"),
        ("x,1,ten,1", "mark is no number"),
        ("x,1,nan,1", "mark is no number"),
        ("x,1,1,0", "max_mark is not above 0"),
        ("x,1,2,1", "mark is above max_mark"),
        ("x,1,1,1\ny,1,1,2", "row 3 (attempt y, slot 1): max_mark differs"),
        ("x,1,1,1\nx,1,0,1", "row 3 (attempt x, slot 1): this slot of this attempt is there already"),
        ("x,1,1,1\nx,2,1,1\ny,1,1,1", "row 4 (attempt y, slot 1): this attempt has not all slots"),
        (",1,1,1", "attempt is empty"),
        ("x,,1,1", "slot is empty"),
    ],
)
def test_a_broken_table_of_attempts_is_refused(tmp_path: Path, rows: str, complaint: str) -> None:
    file = tmp_path / "attempts.csv"
    file.write_text(f"attempt,slot,mark,max_mark\n{rows}\n")

    with pytest.raises(Refusal) as refused:
        read_attempts(file)

    assert complaint in str(refused.value)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    file = tmp_path / "attempts.csv"
    file.write_text("attempt,slot,score\nx,1,1\n")

    with pytest.raises(Refusal, match=r"has no column mark, max_mark"):
        read_attempts(file)
