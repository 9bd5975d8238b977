"""Answers from other systems, recorded in PostgreSQL as imported: all of a file or nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from psycopg import Connection

from pipelines.stores.import_statements import (
    ADD_ANSWERS,
    ADD_QUESTIONS,
    ADD_SERVES,
    ADD_SESSIONS,
    ADD_STUDENTS,
    ADD_THEMES,
    COPY_LOG,
    CREATE_LOG,
    FIND_FRESH,
    FIND_PREMATURE,
    FIND_QUESTIONS,
    LOGGED,
)
from pipelines.stores.postgres import only_writer, postgres

BATCH_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Imported:
    """`premature`: answers from before their question existed, left out; `known`: loaded before."""

    answers: int
    known: int
    students: int
    questions: int
    premature: int
    premature_examples: tuple[str, ...]


def import_answers(
    postgres_url: str,
    name: str,
    answers: pl.DataFrame,
    *,
    sent: Callable[[int], None] = lambda _: None,
    say: Callable[[str], None] = lambda _: None,
) -> Imported:
    """One transaction. `answers`: the columns of LOGGED; `sent` gets rows as they go, `say` each later step.

    Raises StoreError.
    """
    with (
        only_writer(postgres_url, "answers load"),
        postgres(postgres_url) as connection,
        connection.transaction(),
    ):
        _send(connection, answers, sent)
        return _record(connection, name, len(answers), say)


def _send(connection: Connection, answers: pl.DataFrame, sent: Callable[[int], None]) -> None:
    connection.execute(CREATE_LOG)
    with connection.cursor() as cursor, cursor.copy(COPY_LOG) as copy:
        for rows in answers.select(LOGGED).iter_slices(BATCH_ROWS):
            copy.write(rows.write_csv(include_header=False, quote_style="non_numeric", null_value=""))
            sent(len(rows))
    connection.execute("analyze log")


def _record(connection: Connection, name: str, total: int, say: Callable[[str], None]) -> Imported:
    say("Looking for students and questions that are not known")
    connection.execute(ADD_THEMES)
    questions = connection.execute(ADD_QUESTIONS, {"file": name}).rowcount
    connection.execute(FIND_QUESTIONS)
    premature = connection.execute(FIND_PREMATURE).fetchall()
    students = connection.execute(ADD_STUDENTS).rowcount
    connection.execute(ADD_SESSIONS)
    fresh = connection.execute(FIND_FRESH).rowcount
    connection.execute("analyze fresh")
    say(f"Recording {fresh:,} answers")
    connection.execute(ADD_SERVES)
    connection.execute(ADD_ANSWERS)
    examples = tuple(f"row {row}: question {question}" for row, question in premature[:3])
    return Imported(fresh, total - len(premature) - fresh, students, questions, len(premature), examples)
