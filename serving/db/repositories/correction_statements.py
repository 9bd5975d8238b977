from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import BigInteger, Boolean, Date, Integer

from serving.db.repositories.locked_students import hold_answers

# Of the bank as a whole, as releases of the pipelines take it; a rare and large deed may take its time.
LOCK_BANK = text("""
select set_config('statement_timeout', '120s', true),
       pg_advisory_xact_lock(hashtext('question bank release'))
""")

CURRENT = text("""
select versions.content
from questions
join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
where questions.id = :question_id and questions.status <> 'retired'
for no key update of questions
""")

# Students who have the question open answer before the correction, or after it.
LOCK_ANSWERING = text("""
select id from students
where id in (select student_id from serves where question_id = :question_id and not answered)
order by id for no key update
""")

ADD_VERSION = text("""
with submission as (
    insert into submissions (files, sha256, report, actor, rows, changed, submitted_at)
    select :files, encode(sha256(convert_to(cast(:content as text), 'UTF8')), 'hex'), '[]', :actor,
           1, 1, :now
    returning id
), release as (
    insert into releases (submission_id, new, changed, unchanged, actor, released_at)
    select id, 0, 1, 0, :actor, :now from submission
    returning id
), remembered as (
    insert into release_changes (
        release_id, question_id, outcome, identity, version, theme, status, sources
    )
    select release.id, questions.id, 'changed', identity, current_version, theme, status,
           array(select source from question_sources where question_sources.question_id = questions.id)
    from questions, release where questions.id = :question_id
), told as (
    insert into webhook_events (event, subject, facts, happened_at)
    select 'release.published', subject,
           jsonb_build_object(
               'release_id', release.id, 'subject', subject, 'new', 0, 'changed', 1, 'retired', 0
           ),
           :now
    from questions, release where questions.id = :question_id
), added as (
    insert into question_versions (question_id, version, statistical_version, content, release_id)
    select :question_id, past.latest + 1, coalesce(past.same_item, past.latest + 1), :content, release.id
    from release, (
        select max(version) as latest, min(statistical_version) filter (
            where content - cast(:unmeasured as text[])
                = cast(:content as jsonb) - cast(:unmeasured as text[])
        ) as same_item
        from question_versions where question_id = :question_id
    ) as past
    returning version
)
select version from added
""").bindparams(bindparam("content", type_=JSONB))

MAKE_CURRENT = text("""
update questions set current_version = :version, status = 'live' where id = :question_id
""")

SAME_BUT_FOR_THE_KEY = """
    select others.version
    from question_versions as others
    join question_versions as newest
        on newest.question_id = others.question_id and newest.version = :version
    where others.question_id = :question_id and others.content - cast(:unkeyed as text[])
        = newest.content - cast(:unkeyed as text[])
"""

MOVE_OPEN_SERVES = text(f"""
update serves set version = :version
where question_id = :question_id and not answered and version in ({SAME_BUT_FOR_THE_KEY})
""")  # noqa: S608 constants only

GIVEN = text(f"""
select answers.id, answers.student_id, answers.response, answers.uncounted,
       coalesce(rejudgements.correct, answers.correct) as correct,
       coalesce(rejudgements.points, answers.points) as points,
       cast(answers.answered_at at time zone 'Europe/Moscow' as date) as day
from answers left join rejudgements on rejudgements.answer_id = answers.id
where answers.question_id = :question_id and answers.version in ({SAME_BUT_FOR_THE_KEY})
order by answers.id
""")  # noqa: S608 constants only

STANDINGS = text("""
select mine.student_id, mine.season_points, 1 + (
    select count(*) from standings as others
    where others.subject = mine.subject and others.origin = mine.origin and others.season = :season
        and others.season_points > mine.season_points
) as place
from standings as mine join questions on questions.subject = mine.subject
where questions.id = :question_id and mine.season = :season and mine.student_id = any(:students)
""")

REJUDGE = text("""
insert into rejudgements (answer_id, version, correct, points, rejudged_at)
select answer_id, :version, correct, points, :now
from unnest(:answers, :correct, :points) as judged (answer_id, correct, points)
on conflict (answer_id) do update set
    version = excluded.version, correct = excluded.correct, points = excluded.points,
    rejudged_at = excluded.rejudged_at
""").bindparams(
    bindparam("answers", type_=ARRAY(BigInteger)),
    bindparam("correct", type_=ARRAY(Boolean)),
    bindparam("points", type_=ARRAY(Integer)),
)

HOLD_ANSWERS = hold_answers("id = any(:students)")

LOCK_ROLL = text("""
select day from ranking_days
where subject = (select subject from questions where id = :question_id) for update
""")

# The windows hold what they would hold had the answers been judged so at once.
GAINS = text("""
with gained as (
    select student_id, day, sum(gain) as points, sum(right_gain) as rights
    from unnest(:students, :days, :gains, :rights) as each (student_id, day, gain, right_gain)
    group by student_id, day
), subject as (select subject as code from questions where id = :question_id),
known as (
    select gained.* from gained join students on students.id = gained.student_id
    where students.erased_at is null
), daily as (
    insert into daily_points (student_id, subject, day, points)
    select student_id, subject.code, day, points from known, subject where points <> 0
    on conflict (student_id, subject, day) do update set points = daily_points.points + excluded.points
), summed as (
    select gained.student_id, sum(gained.points) as points, sum(gained.rights) as rights,
           coalesce(sum(gained.points) filter (
               where gained.day >= standings.season
                   and gained.day < standings.season + interval '1 year'
           ), 0) as season_points,
           coalesce(sum(gained.points) filter (
               where gained.day >= cast(:rolled as date) - 29
           ), 0) as month_points,
           coalesce(sum(gained.points) filter (
               where gained.day >= cast(:rolled as date) - 6
           ), 0) as week_points
    from gained, subject, standings
    where standings.student_id = gained.student_id and standings.subject = subject.code
    group by gained.student_id
)
update standings
set points = standings.points + summed.points, correct = standings.correct + summed.rights,
    season_points = standings.season_points + summed.season_points,
    month_points = standings.month_points + summed.month_points,
    week_points = standings.week_points + summed.week_points
from summed, subject
where standings.student_id = summed.student_id and standings.subject = subject.code
""").bindparams(
    bindparam("students", type_=ARRAY(BigInteger)),
    bindparam("days", type_=ARRAY(Date)),
    bindparam("gains", type_=ARRAY(Integer)),
    bindparam("rights", type_=ARRAY(Integer)),
)

# Who was right all along has no mistake to repeat.
FORGIVE = text("""
delete from mistakes
where question_id = :question_id and not exists (
    select from answers left join rejudgements on rejudgements.answer_id = answers.id
    where answers.student_id = mistakes.student_id and answers.question_id = mistakes.question_id
        and not coalesce(rejudgements.correct, answers.correct)
)
""")
