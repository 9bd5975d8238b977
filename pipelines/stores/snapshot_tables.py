"""The small tables of `raw`: the bank, its submissions, students and what they reported."""

from pipelines.stores.clickhouse import Warehouse
from pipelines.stores.contest_tables import CONTEST_QUESTIONS, CONTEST_RESULTS, CONTESTS
from pipelines.stores.snapshots import Snapshot
from pipelines.stores.touched_days import touch_days
from pipelines.stores.training_tables import ANSWERS

MOVED = """
question_id in (
    select questions.question_id
    from raw.questions_incoming as incoming
    inner join raw.questions as questions
        on incoming.question_id = questions.question_id and incoming.version = questions.version
    where (incoming.subject, incoming.theme) != (questions.subject, questions.theme)
)
"""

FINDINGS = """
(
    select
        submissions.id, coalesce(reports.report ->> 'file', ''),
        findings.finding ->> 'code', findings.finding ->> 'level', count(*)
    from submissions
    cross join jsonb_array_elements(
        case jsonb_typeof(report) when 'array' then report else '[]' end
    ) as reports (report)
    cross join jsonb_array_elements(reports.report -> 'findings') as findings (finding)
    group by 1, 2, 3, 4
) as counted (submission_id, file, code, level, findings)
"""

SUBMISSIONS = """
submissions
left join releases on releases.submission_id = submissions.id
left join (
    select submission_questions.submission_id, array_agg(distinct questions.subject) as subjects
    from submission_questions
    inner join questions on questions.id = submission_questions.question_id
    group by submission_questions.submission_id
) as told on told.submission_id = submissions.id
"""


DELIVERIES = """
broadcasts
inner join (
    select
        broadcast_id, channel, count(*) as recipients,
        count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state in ('blocked', 'failed', 'unknown')) as failed,
        count(*) filter (where state in ('pending', 'sending')) as waiting
    from deliveries
    group by broadcast_id, channel
) as told on told.broadcast_id = broadcasts.id and preview_of is null
"""


def touch_moved_questions(store: Warehouse) -> None:
    """Statistics of a student in a theme change when a question moves to another theme."""
    touch_days(store, ANSWERS, MOVED, {})


QUESTIONS = Snapshot(
    "questions",
    {
        "question_id": "questions.id",
        "version": "question_versions.version",
        "statistical_version": "question_versions.statistical_version",
        "current_version": "questions.current_version",
        "identity": "questions.identity",
        "subject": "questions.subject",
        "theme": "questions.theme",
        "kind": "questions.kind",
        "status": "questions.status",
        "text": "question_versions.content ->> 'text'",
        "option_count": "coalesce(jsonb_array_length(question_versions.content -> 'options'), 0)",
        "content": "question_versions.content",
    },
    "questions inner join question_versions on question_versions.question_id = questions.id",
    ("questions", "question_versions"),
    touch_moved_questions,
)
QUESTION_SOURCES = Snapshot(
    "question_sources",
    {"question_id": "question_id", "subject": "subject", "source": "source"},
    "question_sources",
    ("question_sources",),
)
SUBMISSIONS_TABLE = Snapshot(
    "submissions",
    {
        "submission_id": "submissions.id",
        "files": "to_json(files)",
        "actor": "submissions.actor",
        "subjects": "coalesce(to_json(subjects), '[]')",
        "rows": "submissions.rows",
        "new": "submissions.new",
        "changed": "submissions.changed",
        "unchanged": "submissions.unchanged",
        "merged": "merged",
        "rejected": "rejected",
        "held": "held",
        "submitted_at": "submitted_at at time zone 'UTC'",
        "release_id": "releases.id",
        "retired": "coalesce(releases.retired, 0)",
        "released_at": "released_at at time zone 'UTC'",
        "rolled_back_at": "rolled_back_at at time zone 'UTC'",
    },
    SUBMISSIONS,
    ("submissions", "submission_questions", "releases"),
)
SUBMISSION_FINDINGS = Snapshot(
    "submission_findings",
    {name: name for name in ("submission_id", "file", "code", "level", "findings")},
    FINDINGS,
    ("submissions",),
)
STUDENTS = Snapshot(
    "students",
    {
        "student_id": "id",
        "origin": "origin",
        "subject": "coalesce(subject, '')",
        "grade": "coalesce(grade, '')",
        "region": "coalesce(region, '')",
        "has_telegram": "(telegram_id is not null)::int",
        "has_email": "(email is not null)::int",
        "consented_at": "consented_at at time zone 'UTC'",
        "registered_at": "registered_at at time zone 'UTC'",
        "last_seen_at": "last_seen_at at time zone 'UTC'",
        "erased_at": "erased_at at time zone 'UTC'",
        "streak_days": "streak_days",
        "streak_day": "streak_day",
    },
    "students",
    ("students",),
)
REPORTS = Snapshot(
    "reports",
    {
        "report_id": "id",
        "student_id": "coalesce(student_id, 0)",
        "question_id": "question_id",
        "version": "version",
        "reason": "reason",
        "decision": "coalesce(decision, '')",
        "reported_at": "reported_at at time zone 'UTC'",
        "decided_at": "decided_at at time zone 'UTC'",
    },
    "reports",
    ("reports",),
)
BROADCASTS = Snapshot(
    "broadcasts",
    {
        "broadcast_id": "broadcasts.id",
        "channel": "channel",
        "title": "broadcasts.content ->> 'title'",
        "state": "broadcasts.state",
        "recipients": "recipients",
        "sent": "sent",
        "failed": "failed",
        "waiting": "waiting",
        "created_at": "created_at at time zone 'UTC'",
        "started_at": "started_at at time zone 'UTC'",
        "finished_at": "finished_at at time zone 'UTC'",
    },
    DELIVERIES,
    ("broadcasts", "deliveries"),
)
SNAPSHOTS = (
    QUESTIONS,
    QUESTION_SOURCES,
    SUBMISSIONS_TABLE,
    SUBMISSION_FINDINGS,
    STUDENTS,
    REPORTS,
    BROADCASTS,
    CONTESTS,
    CONTEST_QUESTIONS,
    CONTEST_RESULTS,
)
