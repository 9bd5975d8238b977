from sqlalchemy import text

HABITS = text("select time_zone, streak_days, streak_day, frozen_day from students where id = :student_id")

# As they stand: by the corrected key where it was corrected after the answer.
JUDGED = """
(
    select answers.id, answers.student_id, answers.session_id, answers.question_id, answers.version,
           answers.attempt, answers.mode, answers.response, answers.uncounted, answers.answered_at,
           coalesce(rejudgements.correct, answers.correct) as correct,
           coalesce(rejudgements.points, answers.points) as points
    from answers left join rejudgements on rejudgements.answer_id = answers.id
) as answers
"""

OF_STUDENT = f"""
from {JUDGED} join questions on questions.id = answers.question_id
where answers.student_id = :student_id
    and (cast(:subject as text) is null or questions.subject = :subject)
"""

# One trip: his answers are read once and summed up in six ways.
FIGURES = text(f"""
with mine as materialized (
    select answers.id, answers.session_id, answers.attempt, answers.correct, answers.points,
           questions.theme, questions.kind, cast(answered_at at time zone :zone as date) as day
    {OF_STUDENT}
),
themes as (
    select theme, count(*) as n, count(*) filter (where correct) as rights,
           count(*) filter (where attempt = 1) as first_n,
           count(*) filter (where attempt = 1 and correct) as first_rights
    from mine group by theme
),
kinds as (select kind, count(*) as n, count(*) filter (where correct) as rights from mine group by kind),
days as (
    select day, count(*) as n, count(*) filter (where correct) as rights
    from mine where day >= :since group by day
),
ordered as (
    select session_id, correct,
           row_number() over (partition by session_id order by id)
               - row_number() over (partition by session_id, correct order by id) as series
    from mine
),
runs as (select count(*) as length from ordered where correct group by session_id, series)
select count(*) as answers, count(*) filter (where correct) as right_answers,
       coalesce(sum(points), 0) as points,
       coalesce((select max(length) from runs), 0) as best_series,
       (
           select coalesce(jsonb_agg(to_jsonb(themes) order by theme), '[]') from themes
       ) as themes,
       (select coalesce(jsonb_agg(to_jsonb(kinds) order by kind), '[]') from kinds) as kinds,
       (select coalesce(jsonb_agg(to_jsonb(days)), '[]') from days) as days,
       (
           select count(*) from mistakes join questions on questions.id = mistakes.question_id
           where mistakes.student_id = :student_id and mistakes.due_at < :before
               and questions.status = 'live'
               and (cast(:subject as text) is null or mistakes.subject = :subject)
       ) as mistakes_due
from mine
""")  # noqa: S608 constants only

HISTORY = text(f"""
with page as (
    select answers.*, questions.subject, questions.theme
    {OF_STUDENT} and (cast(:before as bigint) is null or answers.id < :before)
    order by answers.id desc
    limit :count
)
select page.*, versions.content
from page join question_versions as versions
    on versions.question_id = page.question_id and versions.version = page.version
order by page.id desc
""")  # noqa: S608 constants only
