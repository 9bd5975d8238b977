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

TOTALS = text(f"""
select count(*) as answers, count(*) filter (where correct) as right_answers,
       coalesce(sum(points), 0) as points
{OF_STUDENT}
""")

BY_THEME = text(f"""
select questions.theme as title, count(*) as n, count(*) filter (where correct) as right_answers
{OF_STUDENT}
group by questions.theme order by questions.theme
""")

BY_KIND = text(f"""
select questions.kind as title, count(*) as n, count(*) filter (where correct) as right_answers
{OF_STUDENT}
group by questions.kind order by questions.kind
""")

FIRST_BY_THEME = text(f"""
select questions.theme as title, count(*) as n, count(*) filter (where correct) as right_answers
{OF_STUDENT} and answers.attempt = 1
group by questions.theme order by questions.theme
""")

BY_DAY = text(f"""
select cast(answered_at at time zone :zone as date) as day,
       count(*) as n, count(*) filter (where correct) as right_answers
{OF_STUDENT} and answered_at >= :since
group by day
""")

BEST_SERIES = text(f"""
with ordered as (
    select session_id, correct,
           row_number() over (partition by session_id order by answers.id)
               - row_number() over (partition by session_id, correct order by answers.id) as series
    {OF_STUDENT}
)
select coalesce(max(length), 0)
from (
    select count(*) as length from ordered where correct group by session_id, series
) as runs
""")  # noqa: S608 constants only

MISTAKES_DUE = text("""
select count(*) from mistakes join questions on questions.id = mistakes.question_id
where mistakes.student_id = :student_id and mistakes.due_at < :before and questions.status = 'live'
    and (cast(:subject as text) is null or mistakes.subject = :subject)
""")

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
