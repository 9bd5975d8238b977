"""Rows for the benchmarks, written by PostgreSQL itself: simulated, in a database of their own."""

import psycopg

STUDENTS = 1000
SERVES = 400_000
"""Open serves, each in a session of its own: each is answered once."""
SESSIONS, DRAWN = 9_000, 1_000_000_000
"""With three filters; their ids count from the second number."""
ANSWERED = 5000
"""Questions that each of those who draw has answered."""
DRAWING = 20
"""Students who draw: the last ones."""

RULES = """
do $$ declare rule record; begin
    for rule in select conrelid::regclass as written, conname from pg_constraint where contype = 'f' loop
        execute format('alter table %s drop constraint %I', rule.written, rule.conname);
    end loop;
end $$;
drop index uq_sessions_open;
insert into submissions (files, sha256, report) values ('{bank}', '', '[]');
insert into releases (submission_id, new, changed, unchanged) values (1, 0, 0, 0);
insert into subjects values ('geography', 'География');
insert into themes select 'geography', 'тема ' || n from generate_series(0, 19) as n;
insert into sources select 'geography', 'источник ' || n from generate_series(0, 9) as n;
"""

QUESTIONS = """
insert into questions (identity, subject, kind, theme, current_version)
select gen_random_uuid(), 'geography', case n % 4 when 0 then 'yes_no' else 'one' end, 'тема ' || n % 20, 1
from generate_series({first}, {last}) as n;
insert into question_versions
select id, 1, 1, case kind
    when 'yes_no' then jsonb_build_object(
        'kind', kind, 'text', repeat('Волга впадает в Каспийское море? ', 12), 'key', true,
        'explanation', repeat('Впадает. ', 20), 'subway', id % 3 = 0
    )
    else jsonb_build_object(
        'kind', kind, 'text', repeat('Какая река длиннее остальных? ', 12), 'key', 1, 'subway', id % 3 = 0,
        'explanation', repeat('Длина реки. ', 20),
        'options', jsonb_build_array(
            '{{"id": 1, "text": "Волга"}}'::jsonb, '{{"id": 2, "text": "Обь"}}'::jsonb,
            '{{"id": 3, "text": "Дон"}}'::jsonb
        )
    ) end, 1
from questions where id between {first} and {last};
insert into question_stats (
    question_id, version, attempts, first_attempts, correct, difficulty, level, as_of
)
select id, 1, 100, 50, 60, (id % 400) / 100.0 - 2, 1 + id % 5, now()
from questions where id between {first} and {last};
insert into question_sources
select id, 'geography', 'источник ' || id % 10 from questions where id between {first} and {last};
"""

TRAINING = f"""
insert into students (email, surname, name, grade, school, region, subject, origin, consented_at)
select n || '@school.ru', 'Иванов', 'Иван', '9', '1', 'Москва', 'geography', 'simulated', now()
from generate_series(1, {STUDENTS}) as n;

insert into sessions (id, student_id, subject, mode, filters, platform)
select lpad(to_hex(n), 32, '0')::uuid, 1 + n % {STUDENTS}, 'geography', 'competitive', '{{}}', 'rest'
from generate_series(1, {SERVES}) as n;
insert into serves (id, session_id, student_id, question_id, version, selection)
select lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid, 1 + n % {STUDENTS},
       1 + 4 * (n / {STUDENTS}), 1, 'random'
from generate_series(1, {SERVES}) as n;

insert into sessions (id, student_id, subject, mode, filters, platform)
select lpad(to_hex(n + {DRAWN}), 32, '0')::uuid, {STUDENTS - DRAWING + 1} + n % {DRAWING}, 'geography',
       'training',
       '{{"themes": ["тема 1", "тема 2", "тема 3", "тема 5", "тема 7"], "kinds": ["one"],
         "difficulty": [1, 2, 3]}}', 'rest'
from generate_series(1, {SESSIONS}) as n;
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select gen_random_uuid(), gen_random_uuid(), {STUDENTS - DRAWING + 1} + student, 20 * question + 1 + student,
       1, 1, '1', true, 0, 1, 'training', 'rest', 'simulated', 1, 0, 1, 1, now()
from generate_series(0, {DRAWING - 1}) as student, generate_series(0, {ANSWERED - 1}) as question;
"""


def question_of(n: str) -> str:
    """Of the n-th serve."""
    return f"1 + 4 * ({n} / {STUDENTS})"


def settle(postgres_url: str) -> None:
    """As if all that was drawn had been answered, so that the same sessions are drawn for again."""
    drawers = f"student_id > {STUDENTS - DRAWING}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        drawn = f"session_id in (select id from sessions where {drawers} and mode = 'training')"
        connection.execute(f"update serves set answered = true where {drawn} and not answered".encode())


def fill(postgres_url: str, questions: int) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(RULES.encode())
        connection.execute(TRAINING.encode())
        connection.execute("vacuum analyze sessions, serves, answers, students")
    add_questions(postgres_url, 1, questions)


def add_questions(postgres_url: str, first: int, last: int) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(QUESTIONS.format(first=first, last=last).encode())
        connection.execute("vacuum analyze questions, question_versions, question_stats, question_sources")
