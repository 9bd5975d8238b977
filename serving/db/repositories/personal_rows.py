"""Where a person is found in the tables: all that refers to `students`, so that no new table is forgotten."""

from collections.abc import Iterator

from sqlalchemy import Column, Table, TextClause, text

from serving.db.tables.students import erasures, students
from serving.db.tables.training import answers, serves, sessions

FACTS = (sessions, serves, answers)
"""Stay without a person after an erasure, as do the rows of tables that say nothing of an erasure."""

SECRET = ("password_hash", "sha256", "request_sha256", "body", "headers", "tx", "sealed_secret")
"""Is of no use to the student, or of too much to a thief."""

UNTOLD = {"contest_attempts": ("points", "gained_at", "frozen_points", "frozen_gained_at")}
"""By table, what would tell before the end of a contest whether an answer was right."""


def of_students() -> Iterator[tuple[Table, Column[object]]]:
    """Each table with its column that names a student."""
    for table in students.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is students.c.id for key in column.foreign_keys):
                yield table, column


def kept() -> Iterator[tuple[Table, Column[object]]]:
    """What an erasure gives to a tombstone; everything else goes with the student."""
    for table, column in of_students():
        silent = any(key.ondelete is None for key in column.foreign_keys)
        if table is not erasures and (silent or table in FACTS):
            yield table, column


def personal_rows() -> Iterator[tuple[str, TextClause]]:
    """A query of `:student_id` for each table, giving one JSON array of its rows."""
    yield "students", _rows("students", "id")
    for table, column in of_students():
        if column.name == "student_id":
            yield table.name, _rows(table.name, column.name)


def _rows(table: str, column: str) -> TextClause:
    secrets = ", ".join(f"'{name}'" for name in (*SECRET, *UNTOLD.get(table, ())))
    return text(
        f"select coalesce(jsonb_agg(to_jsonb(mine) - array[{secrets}]), '[]')"  # noqa: S608 names of our tables
        f" from {table} as mine where mine.{column} = :student_id"
    )
