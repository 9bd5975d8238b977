from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Boolean, Integer, Uuid

CORRECTED = text("""
select distinct on (questions.place) questions.place, newer.version, newer.content
from contest_questions as questions
join question_versions as pinned
    on pinned.question_id = questions.question_id and pinned.version = questions.version
join question_versions as newer
    on newer.question_id = questions.question_id and newer.version > questions.version
        and newer.content - cast(:unkeyed as text[]) = pinned.content - cast(:unkeyed as text[])
where questions.contest_id = :contest_id
order by questions.place, newer.version desc
""")

GIVEN = text("""
select attempt_id, place, response, correct, contest_answers.points
from contest_answers
join contest_attempts on contest_attempts.id = attempt_id
where contest_id = :contest_id and place = any(:places) and answered_at is not null
order by attempt_id, place
for update of contest_answers
""")

NEW_VERSIONS = text("""
update contest_questions set version = corrected.version, points = corrected.points
from unnest(:places, :versions, :points) as corrected (place, version, points)
where contest_id = :contest_id and contest_questions.place = corrected.place
""").bindparams(*(bindparam(name, type_=ARRAY(Integer)) for name in ("places", "versions", "points")))

# What was collected already is judged again as well, and counted as it is now.
REMARK = text("""
with judged as (
    select * from unnest(:attempts, :places, :correct, :points) as each (attempt_id, place, correct, points)
),
remarked as (
    update contest_answers set correct = judged.correct, points = judged.points
    from judged
    where contest_answers.attempt_id = judged.attempt_id and contest_answers.place = judged.place
    returning contest_answers.serve_id, contest_answers.correct, contest_answers.attempt_id,
        contest_answers.place
),
known as (
    select answers.id, answers.student_id, remarked.correct, contest_questions.version, contests.subject,
        coalesce(rejudgements.correct, answers.correct) as before
    from remarked
    join answers on answers.serve_id = remarked.serve_id
    join contest_attempts on contest_attempts.id = remarked.attempt_id
    join contests on contests.id = contest_attempts.contest_id
    join contest_questions
        on contest_questions.contest_id = contests.id and contest_questions.place = remarked.place
    left join rejudgements on rejudgements.answer_id = answers.id
),
noted as (
    insert into rejudgements (answer_id, version, correct, points, rejudged_at)
    select id, version, correct, 0, :now from known
    on conflict (answer_id) do update set
        version = excluded.version, correct = excluded.correct, rejudged_at = excluded.rejudged_at
),
changed as (
    select student_id, subject, sum(correct::integer - before::integer) as rights
    from known group by student_id, subject
)
update standings set correct = standings.correct + changed.rights
from changed
where standings.student_id = changed.student_id and standings.subject = changed.subject
""").bindparams(
    bindparam("attempts", type_=ARRAY(Uuid)),
    bindparam("places", type_=ARRAY(Integer)),
    bindparam("correct", type_=ARRAY(Boolean)),
    bindparam("points", type_=ARRAY(Integer)),
)

SUM_AGAIN = text("""
with summed as (
    select attempts.id,
        coalesce(sum(answers.points), 0) as points,
        max(answered_at) filter (where answers.points > 0) as gained_at,
        coalesce(sum(answers.points) filter (where shown), 0) as frozen_points,
        max(answered_at) filter (where answers.points > 0 and shown) as frozen_gained_at
    from contest_attempts as attempts
    join contests on contests.id = attempts.contest_id
    join contest_answers as answers on answers.attempt_id = attempts.id
    cross join lateral (
        select attempts.virtual or freezes_at = contests.ends_at or answered_at < freezes_at as shown
    ) as frozen
    where attempts.contest_id = :contest_id
    group by attempts.id
)
update contest_attempts as attempts
set points = summed.points, gained_at = summed.gained_at, frozen_points = summed.frozen_points,
    frozen_gained_at = summed.frozen_gained_at
from summed where summed.id = attempts.id
""")
