"""Logs of other systems: read, checked, recorded once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import psycopg
import pytest
from psycopg import Connection

from pipelines.answer_logs.reading import AnswerLog, read_log
from pipelines.refusal import Refusal
from pipelines.stores.imported_answers import Imported, import_answers
from tests.support.training_rows import add_questions

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def connection(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def loaded(postgres_url: str, file: Path) -> tuple[AnswerLog, Imported]:
    read = read_log(file, NOW)
    return read, import_answers(postgres_url, read.name, read.answers)


def troubles(read: AnswerLog) -> dict[str, int]:
    return {trouble.what: trouble.rows for trouble in read.troubles}


def test_students_and_questions_that_are_not_known_become_placeholders(
    connection: Connection, postgres_url: str, log: Path
) -> None:
    log.write_text(
        "student,question,correct,answered_at,seconds,option,subject,theme\n"
        "s1,q1,1,2026-03-01T12:00:00,5,Париж,geography,столицы\n"
        "s2,q1,0,2026-03-01T12:00:00Z,,Лондон,geography,столицы\n"
        "s1,q2,0,,,,,\n"
    )
    _, imported = loaded(postgres_url, log)
    assert (imported.answers, imported.students, imported.questions) == (3, 2, 2)
    answers = connection.execute(
        "select questions.identity, response, correct, attempt, seconds, answers.origin, "
        "(answered_at at time zone 'UTC')::text from answers join questions on questions.id = question_id "
        "where seconds is not null or response = '1' order by answers.student_id"
    ).fetchall()
    assert answers == [
        ("imported:geography/q1", 2, True, 1, 5.0, "imported", "2026-03-01 09:00:00"),
        ("imported:geography/q1", 1, False, 1, None, "imported", "2026-03-01 12:00:00"),
    ]
    assert connection.execute("select distinct origin from students").fetchall() == [("imported",)]
    questions = "select identity, kind, theme, status from questions order by identity"
    assert connection.execute(questions).fetchall() == [
        ("imported:geography/q1", "one", "столицы", "retired"),
        ("imported:imported/q2", "open", "imported", "retired"),
    ]


def test_the_same_file_again_adds_nothing_and_a_longer_one_the_rest(
    connection: Connection, postgres_url: str, log: Path
) -> None:
    rows = ["student,question,correct,answered_at"]
    rows += [
        f"s{student},q{question},1,2026-03-0{question}" for student in range(9) for question in (1, 2, 3)
    ]
    log.write_text("\n".join(rows[:-9]))
    assert loaded(postgres_url, log)[1].answers == 18
    before = connection.execute("select * from answers order by id").fetchall()
    again = loaded(postgres_url, log)[1]
    assert (again.answers, again.known, again.students, again.questions) == (0, 18, 0, 0)
    assert connection.execute("select * from answers order by id").fetchall() == before
    rows.append("s1,q1,0,2026-03-20")
    log.write_text("\n".join(rows))
    assert loaded(postgres_url, log)[1].answers == 10
    attempts = (
        "select attempt, correct from answers join questions on questions.id = question_id "
        "join imported_students using (student_id) where identity like '%q1' and name = 's1' order by attempt"
    )
    assert connection.execute(attempts).fetchall() == [(1, True), (2, False)]


def test_what_is_wrong_is_told_by_count_and_the_rest_is_loaded(
    connection: Connection, postgres_url: str, log: Path
) -> None:
    [known] = add_questions(connection, 1)
    connection.execute(
        "update questions set created_at = '2026-03-01', identity = 'known' where id = %s", [known]
    )
    log.write_text(
        "Student;question;correct;answered_at;option;device\n"
        "s1;q1;1;2026-03-01;a;phone\n"
        "s2;q1;0;2026-03-01;a;phone\n"
        "s1;q1;0;2026-03-01;a;phone\n"
        "s1;q1;1;2026-03-01;a;phone\n"
        "s3;q1;1;2027-01-01;a;phone\n"
        "s3;q1;maybe;2026-03-01;a;phone\n"
        ";q1;1;2026-03-01;a;phone\n"
        "s4;q1;1;the day before;a;phone\n"
        "s5;known;1;2026-02-01;a;phone\n"
        "s5;known;1;2026-03-02;a;phone\n"
    )
    read, imported = loaded(postgres_url, log)
    assert troubles(read) == {
        "columns that mean nothing here": 0,
        "rows without a student or a question": 1,
        "rows whose correct is neither 1 nor 0": 1,
        "moments that cannot be read": 1,
        "answers from the future": 1,
        "answers given already with another outcome": 1,
        "answers to questions with two keys": 2,
    }
    assert {example for trouble in read.troubles for example in trouble.examples} >= {
        "device",
        "row 4: student s1, question q1",
        "question q1: a is right in some rows and wrong in others",
    }
    assert (imported.premature, imported.premature_examples) == (1, ("row 10: question known",))
    assert (read.rows, imported.answers, read.copies) == (10, 3, 1)
    assert connection.execute("select count(*) from answers where question_id = %s", [known]).fetchall() == [
        (1,)
    ]


def test_parquet_with_typed_columns_is_read_as_csv_is(
    connection: Connection, postgres_url: str, log: Path
) -> None:
    table = pl.DataFrame(
        {
            "student": [1, 2],
            "question": [7, 7],
            "correct": [True, False],
            "answered_at": [datetime(2026, 3, 1, 12, tzinfo=UTC), None],
        }
    )
    table.write_parquet(log.with_suffix(".parquet"))
    assert loaded(postgres_url, log.with_suffix(".parquet"))[1].answers == 2
    found = connection.execute("select correct from answers order by student_id").fetchall()
    assert found == [(True,), (False,)]


def test_a_log_without_a_needed_column_is_refused(log: Path) -> None:
    log.write_text("student,correct\n1,1\n")
    with pytest.raises(Refusal, match=r"log\.csv has no column question"):
        read_log(log, NOW)
