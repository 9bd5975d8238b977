"""Contests as the warehouse comes to know them: counts at once, questions and points when they are over."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.contest_tables import CONTEST_QUESTIONS, CONTEST_RESULTS, CONTESTS
from pipelines.stores.snapshots import reload
from tests.support.training_rows import add_questions, add_students

CONTEST = """
insert into contests (subject, plan, created_at, starts_at, freezes_at, ends_at, announced_at)
values ('economics', '{"title": "Кубок"}', now(), now(), now(), now(), %s)
"""
ATTEMPT = """
insert into contest_attempts
    (id, contest_id, student_id, number, virtual, started_at, ends_at, counts_from, points)
values (gen_random_uuid(), 1, %s, %s, %s, now(), now(), now(), %s)
returning id
"""
ANSWER = """
insert into contest_answers
    (attempt_id, place, serve_id, shown_at, response, correct, points, platform, answered_at)
values (%(attempt)s, %(place)s, gen_random_uuid(), now(), '1', %(correct)s, 0, 'rest', now())
"""
SHOWN = """
insert into contest_answers (attempt_id, place, serve_id, shown_at) values (%s, %s, gen_random_uuid(), now())
"""


@pytest.fixture
def contest(postgres_url: str) -> Iterator[Connection]:
    """Two students; the first one has two attempts and a virtual one. The second contest is a draft."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        add_questions(connection, 2)
        add_students(connection, 2)
        connection.execute(CONTEST, ["2026-03-01"])
        connection.execute(CONTEST, [None])
        for place in (1, 2):
            connection.execute("insert into contest_questions values (1, %s, %s, 1, 3)", (place, place))
        taken = [(1, 1, False, 0), (1, 2, False, 3), (1, 3, True, 9), (2, 1, False, 3)]
        attempts = [connection.execute(ATTEMPT, each).fetchall()[0][0] for each in taken]
        for attempt, correct in zip(attempts, (False, True, True, True), strict=True):
            connection.execute(ANSWER, {"attempt": attempt, "place": 1, "correct": correct})
        connection.execute(SHOWN, (attempts[0], 2))
        yield connection


def copied(postgres_url: str, warehouse_url: str, columns: str, table: str) -> list[tuple[object, ...]]:
    for snapshot in (CONTESTS, CONTEST_QUESTIONS, CONTEST_RESULTS):
        reload(snapshot, postgres_url, warehouse_url)
    with warehouse(warehouse_url) as store:
        return [tuple(row) for row in store.rows(f"select {columns} from raw.{table} order by all")]


def test_who_takes_part_is_counted_at_once_and_a_draft_is_not_told(
    contest: Connection, postgres_url: str, warehouse_url: str
) -> None:
    counts = "contest_id, title, questions, participants, attempts, virtual_attempts"
    assert copied(postgres_url, warehouse_url, counts, "contests") == [(1, "Кубок", 2, 2, 3, 1)]


def test_questions_and_points_are_told_when_it_is_over_by_the_best_attempt_of_each(
    contest: Connection, postgres_url: str, warehouse_url: str
) -> None:
    questions = "place, question_id, points, shown, answered, correct", "contest_questions"
    results = "contest_id, points, students", "contest_results"
    assert copied(postgres_url, warehouse_url, *questions) == []
    assert copied(postgres_url, warehouse_url, *results) == []
    contest.execute("update contests set collected_at = now() where id = 1")
    assert copied(postgres_url, warehouse_url, *questions) == [(1, 1, 3, 3, 3, 2), (2, 2, 3, 1, 0, 0)]
    assert copied(postgres_url, warehouse_url, *results) == [(1, 3, 2)]
