"""Something for every mart to show: training, reports, broadcasts, findings, logs, calibrations."""

from datetime import UTC, datetime, timedelta

from psycopg import Connection

from tests.support.training_rows import Answer, add_answers, add_questions, add_students
from tests.support.warehouse_builds import WarehouseBuild

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
STUDENTS, QUESTIONS = 60, 12
SOURCE = "Кубок О'Нила"

OF_POSTGRESQL = """
insert into sources (subject, title) values ('economics', %(source)s);

insert into question_sources (question_id, subject, source) select id, subject, %(source)s from questions;

update submissions set actor = 'economists', files = array['bank.csv'], report = %(report)s::jsonb;

update students
set registered_at = %(monday)s, consented_at = %(monday)s, streak_days = 1 + id %% 3, streak_day = %(monday)s;

insert into reports (student_id, question_id, version, reason, reported_at) values (1, 2, 1, 'key', now());

insert into broadcasts (content, channels, audience, guarantee, state, created_at, started_at)
values ('{"title": "Набор"}', array['inbox'], '{}', 'at_most_once', 'running', now(), now());

insert into deliveries (broadcast_id, channel, student_id, state, not_before)
select broadcasts.id, 'inbox', students.id, 'sent', now() from broadcasts cross join students;

insert into contests (subject, plan, created_at, starts_at, freezes_at, ends_at, announced_at, collected_at)
values ('economics', '{"title": "Кубок"}', now(), now(), now(), now(), now(), now());

insert into contest_questions (contest_id, place, question_id, version, points) values (1, 1, 2, 1, 3);

insert into contest_attempts
    (id, contest_id, student_id, number, virtual, started_at, ends_at, counts_from, points)
select gen_random_uuid(), 1, id, 1, false, now(), now(), now(), id %% 2 * 3 from students
"""
REPORT = '[{"file": "bank.csv", "findings": [{"code": "K1", "level": "E"}, {"code": "K2", "level": "W"}]}]'
OF_CLICKHOUSE = """
insert into raw.service_logs (file, offset, service, at, endpoint, outcome, milliseconds) values
    ('a', 0, 'api', '2026-03-02 09:00:00', 'GET /v1/me', 'ok', 5),
    ('a', 1, 'pipelines', '2026-03-02 09:00:00', 'refresh', 'failed', 4000);

insert into raw.loaded_logs (file, lo, hi, rows, malformed) values ('a', 0, 2, 2, 0);

insert into raw.check_results (event_id, run_id, asset, check_name, passed, severity, evaluated_at) values
    (1, 'r', 'marts/funnel', 'dbt_tests', true, 'error', '2026-03-02 09:00:04'),
    (2, 's', 'question_banks/checked', 'theme_is_known', false, 'warn', '2026-03-02 10:00:00');

insert into raw.publications values
    ('r', 0, 9, '2026-03-02 09:00:00', '2026-03-02 09:00:05', 3, 2, 4, 5);

insert into raw.calibration_runs (run_id, subject, model, first_answers, converged, simulated) values
    ('c', 'economics', 'rasch', 720, true, false),
    ('c', 'economics', '2pl', 720, true, false);

insert into raw.calibrations
select 'c', 'economics', model, question_id, 1, 60, question_id / 6 - 1, 0.3, 1, 0.1, 1, 1
from raw.questions
cross join (select arrayJoin(['rasch', '2pl']) as model) as models
"""


def fill(training: Connection, build: WarehouseBuild) -> None:
    """60 students answer all 12 questions within three weeks; nobody is wrong on the first one."""
    add_questions(training, QUESTIONS)
    add_students(training, STUDENTS)
    add_answers(
        training,
        [
            _answer(student, question)
            for student in range(1, STUDENTS + 1)
            for question in range(1, QUESTIONS + 1)
        ],
    )
    given = {"source": SOURCE, "report": REPORT, "monday": MONDAY}
    for statement in OF_POSTGRESQL.split(";\n"):
        training.execute(statement, given)
    build.move()
    for statement in OF_CLICKHOUSE.split(";\n"):
        build.execute(statement)


def _answer(student: int, question: int) -> Answer:
    return Answer(
        student,
        question,
        correct=question == 1 or (student * question) % 7 < 4,
        seconds=5.0 + question,
        answered_at=MONDAY + timedelta(days=(student + question) % 20, hours=question),
        platform="telegram" if student % 2 else "rest",
    )
