from sqlalchemy import text

from serving.db.repositories.locked_students import hold_answers

UNCOLLECTED = text("""
select id, kind = 'duel' and cancelled_at is null as told, plan ->> 'title' as title from contests
where announced_at is not null and collected_at is null and coalesce(cancelled_at, ends_at + :grace) < :now
order by ends_at limit 1 for update skip locked
""")

# The number of an attempt is counted over answers of training, too.
HOLD_ANSWERS = hold_answers(
    "id in (select student_id from contest_attempts where contest_id = :contest_id and not virtual)"
)

# What was answered in a contest becomes answers of the student, which earn nothing in training.
COLLECT = text("""
with attempt as (
    select attempts.*, contests.subject, students.origin, students.streak_days
    from contest_attempts as attempts
    join contests on contests.id = attempts.contest_id
    join students on students.id = attempts.student_id
    where attempts.contest_id = :contest_id and not attempts.virtual
),
given as (
    select contest_answers.*, attempt.id as session_id, attempt.student_id, attempt.subject, attempt.origin,
        attempt.streak_days, questions.question_id, questions.version, versions.statistical_version,
        row_number() over (
            partition by attempt.student_id, questions.question_id order by answered_at
        ) as number
    from contest_answers
    join attempt on attempt.id = contest_answers.attempt_id
    join contest_questions as questions
        on questions.contest_id = attempt.contest_id and questions.place = contest_answers.place
    join question_versions as versions
        on versions.question_id = questions.question_id and versions.version = questions.version
    where answered_at is not null
),
session as (
    insert into sessions (id, student_id, subject, mode, filters, platform, started_at, finished_at)
    select session_id, student_id, min(subject), 'contest', '{}', min(platform), min(shown_at),
        max(answered_at)
    from given group by session_id, student_id
    returning id
),
serve as (
    insert into serves (id, session_id, student_id, question_id, version, answered, served_at)
    select serve_id, session_id, student_id, question_id, version, true, shown_at from given
    returning id
),
standing as (
    insert into standings (
        student_id, subject, origin, points, answered, correct, season, season_points, month_points,
        week_points
    )
    select student_id, min(subject), min(origin), 0, count(*), count(*) filter (where correct), :season,
        0, 0, 0
    from given group by student_id
    on conflict (student_id, subject) do update set
        answered = standings.answered + excluded.answered, correct = standings.correct + excluded.correct
)
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    uncounted, attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select given.serve_id, given.session_id, given.student_id, given.question_id, given.version,
    given.statistical_version, given.response, given.correct, 0, 'contest',
    given.number + (
        select count(*) from answers as earlier
        where earlier.student_id = given.student_id and earlier.question_id = given.question_id
            and earlier.statistical_version = given.statistical_version
    ),
    'contest', given.platform, given.origin,
    greatest(0, extract(epoch from given.answered_at - given.shown_at))::double precision,
    coalesce(standings.points, 0), 1, given.streak_days, given.answered_at
from given
left join standings on standings.student_id = given.student_id and standings.subject = given.subject
order by given.answered_at
""")

COLLECTED = text("""
with collected as (
    update contests set collected_at = :now, results_at = case kind when 'duel' then :now else results_at end
    where id = :contest_id returning *
)
insert into webhook_events (event, facts, happened_at)
select 'contest.finished',
    jsonb_build_object(
        'contest_id', id, 'title', plan ->> 'title', 'subject', subject, 'ended_at', ends_at
    ),
    :now
from collected where cancelled_at is null and kind = 'contest'
""")
