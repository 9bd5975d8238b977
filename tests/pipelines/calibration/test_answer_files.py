"""Answers from wide and long files, and what is refused."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from pipelines.calibration.admission import admit
from pipelines.calibration.answer_files import NamedAnswers, read_answers
from pipelines.calibration.calibrate import Options
from pipelines.refusal import Refusal

WIDE = "student,easy,hard\nanna,1,0\nboris,1,\nvera,,1\n"
LONG = "student,question,correct\nanna,easy,1\nanna,hard,0\nboris,easy,1\nvera,hard,1\n"


def read(directory: Path, text: str | bytes, name: str = "answers.csv") -> NamedAnswers:
    file = directory / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_answers(file)


def triplets(named: NamedAnswers) -> set[tuple[int, str, bool]]:
    answers = named.answers
    return {
        (int(student), named.questions[question], bool(right))
        for student, question, right in zip(answers.students, answers.questions, answers.right, strict=True)
    }


EXPECTED = {(0, "easy", True), (0, "hard", False), (1, "easy", True), (2, "hard", True)}


@pytest.mark.parametrize(
    "text",
    [
        WIDE,
        LONG,
        WIDE.replace("student", "respondent"),
        WIDE.replace(",", ";"),
        WIDE.replace("\n", "\r\n"),
        "\ufeff" + WIDE,
        LONG.replace("student,question,correct", "Student, Question ,CORRECT"),
        LONG + "vera,easy,\n",
        WIDE.replace(",,", ",NA,").replace("1,\n", "1,NA\n"),
        LONG.replace(",1\n", ",TRUE\n").replace(",0\n", ",False\n"),
        "easy,hard\n1,0\n1,\n,1\n",
    ],
    ids=[
        "wide",
        "long",
        "respondent",
        "semicolons",
        "Windows",
        "mark",
        "capitals",
        "not answered",
        "R",
        "Python",
        "no id",
    ],
)
def test_wide_and_long_files_say_the_same(tmp_path: Path, text: str) -> None:
    named = read(tmp_path, text)

    assert triplets(named) == EXPECTED
    assert named.questions == ["easy", "hard"]


@pytest.mark.parametrize("form", [pl.Int64, pl.Boolean, pl.Float32])
def test_parquet_may_hold_numbers_or_booleans(tmp_path: Path, form: type[pl.DataType]) -> None:
    file = tmp_path / "answers.parquet"
    pl.DataFrame({"easy": [1, 1, None], "hard": [0, None, 1]}).cast(form).write_parquet(file)

    assert triplets(read_answers(file)) == EXPECTED


def test_long_parquet_may_number_its_students(tmp_path: Path) -> None:
    file = tmp_path / "answers.parquet"
    pl.DataFrame({"student": [9, 9, 4], "question": [7, 3, 7], "correct": [1, 0, 1]}).write_parquet(file)

    assert triplets(read_answers(file)) == {(0, "7", True), (0, "3", False), (1, "7", True)}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "has no header"),
        ("a,b\n", "has no rows"),
        ("a,a\n1,0\n", "the column a is there twice"),
        ("a,b\n1,0\n0,2\n", "row 3, column b: “2” is neither 0 nor 1"),
        ("a,b\n1,yes\n", "row 2, column b: “yes” is neither 0 nor 1"),
        ("a,b\n1,0\n1\n1,0,1\n", "cannot be read"),
        (b"a,b\n1,\xff\n", "cannot be read"),
        ("student\n1\n", "has no questions"),
        ("a,b\n1,\n0,\n", "nobody answered b"),
        ("student,a,b\nx,1,0\nx,0,1\n", "row 3: student x is there already"),
        ("student,question\nx,1\n", "has no column correct"),
        ("question,correct\nx,1\n", "has no column student"),
        ("student,question,correct\nx,q,1\n,q,1\n", "row 3: student is empty"),
        ("student,question,correct\nx,q,1\ny,q,3\n", "row 3, column correct: “3” is neither 0 nor 1"),
        ("student,question,correct\nx,q,1\nx,q,0\n", "row 3: student x, question q is there already"),
        ("student,question,correct\nx,q,\n", "the column correct is empty"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, text: str | bytes, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, text)

    assert complaint in str(refused.value)
    assert "answers.csv" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_of_another_kind_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"neither CSV nor Parquet"):
        read(tmp_path, "a,b\n1,0\n", name="answers.xlsx")
    with pytest.raises(Refusal, match=r"is not a file"):
        read_answers(tmp_path / "nowhere.csv")
    with pytest.raises(Refusal, match=r"cannot be read"):
        read(tmp_path, "a,b\n1,0\n", name="answers.parquet")


@pytest.mark.parametrize(
    ("text", "plain", "complaint"),
    [
        ("a\n1\n0\n", False, "one question only"),
        ("a,b\n1,1\n1,1\n", False, "every answer is right"),
        ("a,b\n0,0\n0,0\n", False, "every answer is wrong"),
        ("a,b\n1,\n,0\n", False, "no student answered two questions"),
        ("a,b,c\n1,1,0\n1,0,1\n", True, "column a: every answer is right"),
        ("a,b,c\n1,0,0\n0,0,1\n", True, "column b: every answer is wrong"),
        ("a,b\n1,0\n0,1\n", True, "two questions do not fix two slopes"),
    ],
)
def test_what_has_no_estimate_is_refused(tmp_path: Path, text: str, plain: bool, complaint: str) -> None:
    with pytest.raises(Refusal, match=complaint):
        admit(read(tmp_path, text), Options(priors=None) if plain else Options())


def test_a_question_all_right_is_admitted_with_priors(tmp_path: Path) -> None:
    named = read(tmp_path, "a,b\n1,0\n1,1\n")

    admit(named, Options())

    assert np.array_equal(named.answers.solved(), [2, 1])
