"""What is exported of contests; the columns are named as `serving.core.exports` names them."""

# As everybody sees it: frozen until the results are published.
CONTEST = """
with contest as (
    select id, freezes_at < ends_at and :now >= freezes_at and results_at is null as stopped
    from contests where id = :contest
),
attempt as (
    select student_id, count(*) over (partition by student_id) as attempts,
        case when stopped then frozen_points else points end as points,
        extract(epoch from case when stopped then frozen_gained_at else gained_at end - counts_from)
            ::double precision as seconds
    from contest_attempts join contest on contest.id = contest_id
    where not virtual
),
best as (
    select distinct on (student_id) * from attempt order by student_id, points desc, seconds nulls last
)
select :contest as contest_id, rank() over (order by points desc, seconds nulls last) as contest_place,
    student_id, points as contest_points, seconds as gained_seconds, attempts as contest_attempts,
    grade, region, surname, name as first_name, school
from best
join students on students.id = student_id
order by contest_place, student_id
"""

QUESTIONS = """
select contest_id, place as question_place, contest_questions.question_id, contest_questions.version, theme,
    kind, content ->> 'text' as text, contest_questions.points as worth,
    null::double precision as contest_facility, null::double precision as mark_sd,
    null::double precision as discrimination_index, null::double precision as discriminative_efficiency,
    null::double precision as effective_weight,
    (
        select count(distinct student_id) from contest_attempts as attempts
        where attempts.contest_id = :contest and not virtual
    ) as participants
from contest_questions
join questions on questions.id = contest_questions.question_id
join question_versions using (question_id, version)
where contest_id = :contest
order by place
"""

ANSWERS = """
select attempts.contest_id, attempts.student_id, number as contest_attempt,
    contest_questions.place as question_place, contest_questions.question_id, content ->> 'text' as text,
    response #>> '{}' as response, correct as contest_correct, contest_answers.points as earned,
    contest_questions.points as worth, answered_at at time zone :zone as answered_at,
    round(extract(epoch from answered_at - shown_at), 3)::double precision as seconds,
    surname, name as first_name, school
from contest_attempts as attempts
join students on students.id = attempts.student_id
join contest_questions using (contest_id)
join question_versions using (question_id, version)
left join contest_answers
    on contest_answers.attempt_id = attempts.id and contest_answers.place = contest_questions.place
where contest_id = :contest and not virtual
order by attempts.student_id, number, contest_questions.place
"""
