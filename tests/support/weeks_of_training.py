"""Three weeks in which some thirty students train, come late to the warehouse, leave and move."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from psycopg import Connection

from tests.support.training_rows import Answer, add_answers, add_questions, add_students, erase

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
QUESTIONS, STUDENTS = 24, 30


def begin(connection: Connection) -> None:
    """Two subjects, two themes in the first; students who registered on the first Monday."""
    add_questions(connection, QUESTIONS // 2)
    add_questions(connection, QUESTIONS // 2, subject="geography", kind="open", options=0)
    connection.execute("insert into themes (subject, title) values ('economics', 'деньги')")
    connection.execute("update questions set theme = 'деньги' where id <= 4")
    add_students(connection, STUDENTS)
    registered = "update students set registered_at = %s, consented_at = %s"
    connection.execute(registered, (MONDAY, MONDAY))
    connection.execute("update sessions set started_at = %s, finished_at = null", [MONDAY])


def days(connection: Connection, seed: int) -> Iterator[int]:
    """Each step writes the answers of some days, the last ones late ones, too."""
    random = Random(seed)
    attempts: dict[tuple[int, int], int] = {}
    for step, (first, last) in enumerate(((0, 5), (5, 15), (2, 21))):
        answers = list(_answers(random, attempts, first, last))
        add_answers(connection, answers)
        if step == 1:
            connection.execute("update sessions set finished_at = now() where student_id % 3 = 0")
        if step == 2:
            connection.execute("update questions set theme = 'деньги' where id = 5")
            erase(connection, 7)
        yield step


def _answers(random: Random, attempts: dict[tuple[int, int], int], first: int, last: int) -> Iterator[Answer]:
    for day in range(first, last):
        for student in random.sample(range(1, STUDENTS + 1), 8):
            for question in random.sample(range(1, QUESTIONS + 1), random.choice([1, 3, 12])):
                attempt = attempts[student, question] = attempts.get((student, question), 0) + 1
                yield Answer(
                    student,
                    question,
                    correct=random.random() < 0.3 + 0.02 * student,
                    attempt=attempt,
                    seconds=random.choice([0.5, 7.0, 700.0]),
                    answered_at=MONDAY + timedelta(days=day, hours=random.uniform(0, 24)),
                    platform=random.choice(["rest", "telegram"]),
                )
