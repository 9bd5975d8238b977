"""The small tables of `raw` about contests, not duels: counts; of questions and points when one is over."""

from pipelines.stores.snapshots import Snapshot

ATTEMPTS = """
contests
cross join lateral (
    select
        (select count(*) from contest_questions where contest_id = contests.id) as questions,
        count(distinct student_id) filter (where not virtual) as participants,
        count(*) filter (where not virtual) as attempts,
        count(*) filter (where virtual) as virtual_attempts
    from contest_attempts
    where contest_id = contests.id
) as told
where announced_at is not null and kind = 'contest'
"""
ANSWERS = """
contest_questions
inner join contests on contests.id = contest_questions.contest_id and collected_at is not null
    and kind = 'contest'
left join (
    select
        contest_id, place, count(*) as shown, count(answered_at) as answered,
        count(*) filter (where correct) as correct
    from contest_answers
    inner join contest_attempts on contest_attempts.id = contest_answers.attempt_id and not virtual
    group by contest_id, place
) as told using (contest_id, place)
"""
BEST = """
(
    select contest_id, points, count(*) as students
    from (
        select contest_id, student_id, max(contest_attempts.points) as points
        from contest_attempts
        inner join contests on contests.id = contest_id and collected_at is not null
        where not virtual and kind = 'contest'
        group by contest_id, student_id
    ) as best
    group by contest_id, points
) as told
"""
CONTESTS = Snapshot(
    "contests",
    {
        "contest_id": "contests.id",
        "subject": "subject",
        "title": "plan ->> 'title'",
        "questions": "questions",
        "participants": "participants",
        "attempts": "attempts",
        "virtual_attempts": "virtual_attempts",
        "starts_at": "starts_at at time zone 'UTC'",
        "ends_at": "ends_at at time zone 'UTC'",
        "cancelled_at": "cancelled_at at time zone 'UTC'",
        "collected_at": "collected_at at time zone 'UTC'",
    },
    ATTEMPTS,
    ("contests", "contest_questions", "contest_attempts"),
)
CONTEST_QUESTIONS = Snapshot(
    "contest_questions",
    {
        "contest_id": "contest_id",
        "place": "place",
        "question_id": "question_id",
        "version": "version",
        "points": "points",
        "shown": "coalesce(shown, 0)",
        "answered": "coalesce(answered, 0)",
        "correct": "coalesce(correct, 0)",
    },
    ANSWERS,
    ("contests", "contest_questions", "contest_attempts", "contest_answers"),
)
CONTEST_RESULTS = Snapshot(
    "contest_results",
    {name: name for name in ("contest_id", "points", "students")},
    BEST,
    ("contests", "contest_attempts"),
)
