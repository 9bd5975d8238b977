"""Marts that grow day by day are those that are built at once, and both say what PostgreSQL says."""

from psycopg import Connection

from tests.support.warehouse_builds import WarehouseBuild
from tests.support.weeks_of_training import begin, days

DAYS = """
select (answered_at at time zone 'Europe/Moscow')::date::text, subject, count(distinct student_id), count(*),
    count(*) filter (where correct), count(*) filter (where attempt = 1), count(*) filter (where seconds < 1),
    count(*) filter (where platform = 'telegram')
from answers join questions on questions.id = question_id
group by 1, 2 order by 1, 2
"""
DAYS_OF_MART = """
select toString(day), subject, students, answers, correct, first_answers, guesses, telegram_answers
from marts.daily_activity where answers > 0 order by day, subject
"""
HOURS = """
select (date_trunc('hour', answered_at) at time zone 'UTC')::text, platform, subject,
    extract(hour from answered_at at time zone 'Europe/Moscow')::integer, count(distinct student_id), count(*)
from answers join questions on questions.id = question_id
group by 1, 2, 3, 4 order by 1, 2, 3
"""
HOURS_OF_MART = """
select toString(began_at), platform, subject, hour, students, answers
from marts.hourly_activity order by began_at, platform, subject
"""
NEW_STUDENTS = """
select subject, count(distinct student_id) from answers join questions on questions.id = question_id
group by 1 order by 1
"""
THEMES = """
select student_id, subject, theme, count(*), count(*) filter (where attempt = 1),
    count(*) filter (where attempt = 1 and correct)
from answers join questions on questions.id = question_id
group by 1, 2, 3 order by 1, 2, 3
"""
THEMES_OF_MART = """
select student_id, subject, theme, attempts, first_attempts, correct from marts.student_themes
order by student_id, subject, theme
"""
RETENTION = """
with weeks as (
    select distinct student_id, date_trunc('week', answered_at at time zone 'Europe/Moscow')::date as week
    from answers
), cohorts as (
    select student_id, min(week) as cohort_week from weeks group by student_id
)
select cohort_week::text, week::text, count(*), (select count(*) from cohorts as all_of_them
    where all_of_them.cohort_week = cohorts.cohort_week)
from weeks join cohorts using (student_id)
group by cohort_week, week order by 1, 2
"""
RETENTION_OF_MART = """
select toString(cohort_week), toString(week), active, students from marts.retention where active > 0
order by cohort_week, week
"""
# In the words of the definition and without the arrays of the mart.
FUNNEL = """
with moscow as (
    select id, (registered_at at time zone 'Europe/Moscow')::date as registered from students
    where erased_at is null and consented_at is not null
), answered as (
    select student_id, (answered_at at time zone 'Europe/Moscow')::date as day,
        row_number() over (partition by student_id order by answered_at) as n
    from answers
), steps as (
    select id, registered,
        (select min(served_at at time zone 'Europe/Moscow')::date from serves
            where serves.student_id = moscow.id) as seen,
        (select min(day) from answered where student_id = moscow.id) as first,
        (select min(day) from answered where student_id = moscow.id and n >= 10) as tenth
    from moscow
), further as (
    select *, (select min(day) from answered
        where student_id = steps.id and day > steps.first and day >= steps.tenth) as second
    from steps
)
select count(*), count(*), count(*),
    count(*) filter (where seen < registered + 14),
    count(*) filter (where first < registered + 14),
    count(*) filter (where tenth < registered + 14),
    count(*) filter (where second < registered + 14)
from further
"""


def test_day_by_day_equals_all_at_once_and_postgresql(training: Connection, build: WarehouseBuild) -> None:
    begin(training)
    for _ in days(training, seed=5):
        build(data_tests=False)
    grown = {layer: build.hashes(layer) for layer in ("intermediate", "marts")}
    check_against_postgresql(training, build)

    build.execute("alter table intermediate.int_student_days drop partition '2026-03-10'")
    build()
    assert {layer: build.hashes(layer) for layer in grown} == grown

    build.forget()
    build(data_tests=False)
    assert {layer: build.hashes(layer) for layer in grown} == grown


def check_against_postgresql(training: Connection, build: WarehouseBuild) -> None:
    assert build.rows(DAYS_OF_MART) == training.execute(DAYS).fetchall()
    assert build.rows(HOURS_OF_MART) == training.execute(HOURS).fetchall()
    new = "select subject, sum(new_students) from marts.daily_activity group by subject order by subject"
    assert build.rows(new) == training.execute(NEW_STUDENTS).fetchall()
    assert build.rows(THEMES_OF_MART) == training.execute(THEMES).fetchall()
    assert build.rows(RETENTION_OF_MART) == training.execute(RETENTION).fetchall()
    [steps] = training.execute(FUNNEL)
    assert [row[0] for row in build.rows("select students from marts.funnel order by position")] == list(
        steps
    )
    assert len(set(steps)) > 1
    sessions = "select sum(sessions), sum(finished_sessions) from marts.daily_activity"
    assert (
        build.rows(sessions)
        == training.execute("select count(*), count(finished_at) from sessions").fetchall()
    )
    lost = "select sum(difference), min(same_answers), sum(in_marts) from marts.reconciliation"
    assert build.rows(lost) == [(0, True, training.execute("select count(*) from answers").fetchall()[0][0])]


def test_one_lost_answer_among_all_is_found_with_its_day(training: Connection, build: WarehouseBuild) -> None:
    begin(training)
    list(days(training, seed=6))
    build("reconciliation")
    [(answer, day)] = build.rows("select answer_id, toString(day) from raw.answers order by rand() limit 1")
    build.execute(f"alter table raw.answers delete where answer_id = {answer}")
    bad = {each.name for each in build.models("reconciliation") if not each.good}
    found = "select toString(day), in_postgres - in_raw from marts.reconciliation where difference > 0"
    assert build.rows(found) == [(day, 1)]
    assert {name.split("_reconciliation")[0] for name in bad} == {"between", "accepted_values"}
