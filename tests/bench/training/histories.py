"""A hundred thousand students and ten million answers, and how long a student waits for his figures."""

from collections.abc import Iterator
from statistics import quantiles

import psycopg

from tests.bench.figures import Figure
from tests.bench.training.figures import OURS, bearer
from tests.bench.training.filling import RULES, add_questions
from tests.bench.training.servers import api, load, own_postgres, request

STUDENTS, EACH, QUESTIONS = 100_000, 100, 100_000
SECONDS, MOST = 6, 20.0

PEOPLE = f"""
insert into students (email, surname, name, grade, school, region, subject, origin, consented_at)
select n || '@school.ru', 'Иванов', 'Иван', '9', (n % 500)::text, 'регион ' || n % 85, 'geography',
       'simulated', now()
from generate_series(1, {STUDENTS}) as n
"""

# Indexes are made afterwards, as they are for a restored database.
HISTORY = f"""
create temp table kept as
    select indexdef from pg_indexes where tablename = 'answers' and indexname not in (
        select conname from pg_constraint where conrelid = 'answers'::regclass
    );
alter table answers drop constraint uq_answers_serve_id,
    drop constraint uq_answers_student_id_question_id_statistical_version_attempt, drop constraint pk_answers;
do $$ declare made record; begin
    for made in select indexname from pg_indexes where tablename = 'answers' loop
        execute format('drop index %I', made.indexname);
    end loop;
end $$;
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select gen_random_uuid(), lpad(to_hex(student * 10 + number / 10), 32, '0')::uuid, student,
       1 + (student * 37 + number * 101) % {QUESTIONS}, 1, 1, '1', number % 3 > 0,
       case when number % 3 > 0 then 3 else 0 end, 1, 'competitive', 'rest', 'simulated', 9, 0, 1, 1,
       now() - number * interval '17 hours'
from generate_series(1, {STUDENTS}) as student, generate_series(0, {EACH - 1}) as number;
alter table answers add constraint pk_answers primary key (id),
    add constraint uq_answers_serve_id unique (serve_id),
    add constraint uq_answers_student_id_question_id_statistical_version_attempt
        unique (student_id, question_id, statistical_version, attempt);
do $$ declare made record; begin
    for made in select indexdef from kept loop execute made.indexdef; end loop;
end $$;
"""

STANDINGS = """
insert into daily_points (student_id, subject, day, points)
select student_id, 'geography', cast(answered_at at time zone 'Europe/Moscow' as date), sum(points)
from answers group by 1, 2, 3;
insert into standings (
    student_id, subject, origin, points, answered, correct, season, season_points, month_points, week_points
)
select student_id, 'geography', 'simulated', points, answered, correct, season, points, month, week
from (
    select student_id, sum(points) + student_id % 97 as points, count(*) as answered,
           count(*) filter (where correct) as correct,
           sum(points) filter (where answered_at at time zone 'Europe/Moscow' >= current_date - 29) as month,
           sum(points) filter (where answered_at at time zone 'Europe/Moscow' >= current_date - 6) as week
    from answers group by student_id
) as summed, (
    select cast(date_trunc('year', now() - interval '8 months') + interval '8 months' as date) as season
) as this;
insert into ranking_days values ('geography', cast(now() at time zone 'Europe/Moscow' as date));
"""

PATHS = {
    "place, season": "/v1/leaderboards/geography",
    "place, 7 days, of the region": "/v1/leaderboards/geography?window=7d&slice=region",
    "statistics": "/v1/me/statistics?subject=geography",
    "counts of the filters": "/v1/me/filters/geography",
}


def figures() -> Iterator[Figure]:
    with own_postgres() as url:
        _fill(url)
        with api(url, OURS) as ours:
            load(ours.port, _looks(PATHS["place, 7 days, of the region"]), clients=1, seconds=2)
            for what, path in PATHS.items():
                took = load(ours.port, _looks(path), clients=1, seconds=SECONDS).milliseconds
                slow = quantiles(took, n=20)[-1]
                yield Figure(f"{what}, 100,000 students, 10 M answers: p95", slow, MOST, "ms")


def _fill(url: str) -> None:
    with psycopg.connect(url, autocommit=True, options="-c maintenance_work_mem=512MB") as connection:
        connection.execute(RULES.encode())
    add_questions(url, 1, QUESTIONS)
    with psycopg.connect(url, autocommit=True, options="-c maintenance_work_mem=512MB") as connection:
        for statements in (PEOPLE, HISTORY, STANDINGS):
            connection.execute(statements.encode())
        connection.execute("vacuum analyze answers, standings, daily_points, students")


def _looks(path: str) -> list[str]:
    """Of one student after another."""
    return [request(path, bearer(1 + n * 7919 % STUDENTS), method="GET") for n in range(SECONDS * 400)]
