"""Rows of PostgreSQL as serving and the bank leave them, without their code."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from psycopg import Connection, sql
from psycopg.types.json import Jsonb

BANK = """
with release as (
    insert into submissions (files, sha256, report) values ('{}', '', '{}') returning id
), released as (
    insert into releases (submission_id, new, changed, unchanged) select id, 1, 0, 0 from release returning id
), subject as (
    insert into subjects (code, title) values (%(subject)s, %(subject)s) on conflict do nothing
), theme as (
    insert into themes (subject, title) values (%(subject)s, 'рынки') on conflict do nothing
), question as (
    insert into questions (identity, subject, kind, theme, current_version)
    select %(subject)s || %(kind)s || number, %(subject)s, %(kind)s, 'рынки', 1
    from generate_series(1, %(count)s) as number
    returning id
), version as (
    insert into question_versions (question_id, version, statistical_version, content, release_id)
    select question.id, 1, 1, %(content)s, released.id from question cross join released
)
select id from question order by id
"""

STUDENTS = """
with student as (
    insert into students (surname, name, grade, school, region, subject, origin, consented_at)
    select 'Иванов', 'Иван', '9', '1', 'Москва', %(subject)s, %(origin)s, now()
    from generate_series(1, %(count)s)
    returning id, subject
), session as (
    insert into sessions (id, student_id, subject, mode, filters, platform, finished_at)
    select gen_random_uuid(), id, subject, 'training', '{}', 'web', now() from student
)
select id from student order by id
"""

ANSWERS = """
with given as materialized (
    select gen_random_uuid() as serve_id, given.*
    from unnest(
        %(student)s::bigint[], %(question)s::bigint[], %(correct)s::boolean[], %(attempt)s::integer[],
        %(seconds)s::double precision[], %(origin)s::text[], %(response)s::jsonb[],
        %(answered_at)s::timestamptz[], %(platform)s::text[]
    ) as given (
        student, question, correct, attempt, seconds, origin, response, answered_at, platform
    )
), served as (
    insert into serves (id, session_id, student_id, question_id, version, answered, served_at)
    select serve_id, sessions.id, student, question, 1, true, answered_at
    from given inner join sessions on sessions.student_id = given.student
)
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select
    serve_id, sessions.id, student, question, 1, 1, response, correct, 3, attempt, 'training',
    given.platform, origin, seconds, 0, 1, 0, answered_at
from given inner join sessions on sessions.student_id = given.student
"""


@dataclass(frozen=True, slots=True)
class Answer:
    student: int
    question: int
    correct: bool = True
    attempt: int = 1
    seconds: float = 10.0
    origin: str = "real"
    response: str = ""
    """The key, or another option when wrong."""
    answered_at: datetime = datetime(2026, 3, 1, 12, 0, 0, 123456, UTC)
    platform: str = "rest"


def add_questions(
    connection: Connection, count: int, *, kind: str = "one", options: int = 4, subject: str = "economics"
) -> list[int]:
    """Their ids. The text holds what COPY must escape."""
    listed = [{"id": number, "text": f"вариант {number}"} for number in range(1, options + 1)]
    content = Jsonb({"kind": kind, "text": "Сколько\tстоит\\\nпирог?", "options": listed, "key": 1})
    given = {"count": count, "kind": kind, "subject": subject, "content": content}
    return [row[0] for row in connection.execute(BANK, given)]


def add_students(
    connection: Connection, count: int, *, origin: str = "real", subject: str = "economics"
) -> list[int]:
    given = {"count": count, "origin": origin, "subject": subject}
    return [row[0] for row in connection.execute(STUDENTS, given)]


def add_answers(connection: Connection, answers: Sequence[Answer]) -> None:
    columns = {name: [getattr(answer, name) for answer in answers] for name in asdict(answers[0])}
    columns["response"] = [answer.response or ("1" if answer.correct else "2") for answer in answers]
    connection.execute(ANSWERS, columns)


def erase(connection: Connection, student: int) -> int:
    """The tombstone, as an erasure by serving leaves it."""
    [(tombstone,)] = connection.execute(
        "insert into students (origin, registered_at, erased_at) "
        "select origin, registered_at, now() from students where id = %s returning id",
        [student],
    )
    for table in ("sessions", "serves", "answers"):
        statement = sql.SQL("update {} set student_id = %s where student_id = %s")
        connection.execute(statement.format(sql.Identifier(table)), [tombstone, student])
    connection.execute("insert into erasures values (%s, %s, now())", [student, tombstone])
    connection.execute("delete from students where id = %s", [student])
    return int(tombstone)
