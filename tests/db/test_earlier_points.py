"""Points that were earned before there were windows count in them."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from alembic import command
from psycopg import Connection
from sqlalchemy import create_engine

from pipelines.local.endpoints import Endpoints
from serving.db.upgrade import alembic_config, upgrade_schema
from serving.db.urls import sqlalchemy_url
from tests.support.databases import database
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

SUMMED = """
insert into standings (student_id, subject, points, answered, correct)
select student_id, 'economics', sum(points), count(*), count(*) from answers group by student_id
"""
WINDOWS = "select season_points, month_points, week_points, origin from standings"


@pytest.fixture
def url(endpoints: Endpoints) -> Iterator[str]:
    """A database of the schema before this one."""
    with database(endpoints.postgres_url) as url:
        engine = create_engine(sqlalchemy_url(url))
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), "0002")
        engine.dispose()
        yield url


def play(connection: Connection, days_ago: int, questions: list[int], student: int) -> None:
    """Three points a question."""
    add_answers(connection, [Answer(student, question) for question in questions])
    connection.execute(
        "update answers set answered_at = now() - %s where question_id = any(%s)",
        (timedelta(days=days_ago), questions),
    )


def test_earlier_points_are_those_of_their_days(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        questions = add_questions(connection, 6)
        (student,) = add_students(connection, 1)
        play(connection, 0, questions[:1], student)
        play(connection, 400, questions[1:], student)
        connection.execute(SUMMED)
        upgrade_schema(url)
        assert connection.execute(WINDOWS).fetchall() == [(3, 18, 18, "real")]  # before the first look
        days = connection.execute("select points from daily_points order by day").fetchall()
        assert days == [(15,), (3,)]
