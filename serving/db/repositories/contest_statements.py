from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

# Of the bank as it is now.
CANDIDATES = text("""
select questions.id, questions.current_version, versions.content
from questions
join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
left join question_stats as stats
    on stats.question_id = questions.id and stats.version = versions.statistical_version
where questions.subject = :subject and questions.status = 'live'
    and not exists (select from contest_questions where held and question_id = questions.id)
    and (cast(:listed as bigint[]) is null or questions.id = any(:listed))
    and (cast(:themes as text[]) is null or questions.theme = any(:themes))
    and (cast(:kinds as text[]) is null or questions.kind = any(:kinds))
    and (cast(:difficulty as smallint[]) is null or stats.level = any(:difficulty))
    and (
        cast(:subway as boolean) is null
        or coalesce(cast(versions.content ->> 'subway' as boolean), false) = :subway
    )
    and (
        cast(:sources as text[]) is null
        or exists (select from question_sources as filed where filed.question_id = questions.id
            and filed.source = any(:sources))
        or :no_source = any(:sources)
            and not exists (select from question_sources as filed where filed.question_id = questions.id)
    )
order by questions.id
""")

HELD = text("""
select question_id from contest_questions as held
where held and contest_id <> :contest_id
    and question_id in (select question_id from contest_questions where contest_id = :contest_id)
""")

FIND = text("""
select contests.*, (select count(*) from contest_questions where contest_id = contests.id) as questions
from contests where id = :contest_id
""")

LOCK_STUDENT = text("select id from students where id = :student_id for no key update")

# A contest that was ended before its time ends its attempts.
ATTEMPTS = text("""
select attempts.id, contest_id, student_id, number, virtual, started_at,
    case when virtual then attempts.ends_at else least(attempts.ends_at, contests.ends_at) end as ends_at,
    finished_at
from contest_attempts as attempts
join contests on contests.id = contest_id
where contest_id = :contest_id and student_id = :student_id order by number
""")

BEGIN = text("""
insert into contest_attempts (
    id, contest_id, student_id, number, virtual, started_at, ends_at, finished_at, counts_from
)
values (
    :id, :contest_id, :student_id, :number, :virtual, :started_at, :ends_at, :finished_at, :counts_from
)
returning id
""")

FREE_QUESTIONS = text("""
with freed as (
    update contest_questions set held = false where contest_id = :contest_id and held returning question_id
)
select pg_notify('question_bank', '') from (select count(*) from freed) as counted
""")

SHOWN = """
select shown.*, questions.question_id, questions.points as worth, versions.content
from shown
join contest_attempts as attempts on attempts.id = shown.attempt_id
join contest_questions as questions
    on questions.contest_id = attempts.contest_id and questions.place = shown.place
join question_versions as versions
    on versions.question_id = questions.question_id and versions.version = questions.version
"""

ASKED = text(f"""
with shown as (select * from contest_answers where attempt_id = :attempt_id)
{SHOWN}
order by shown.place
""")  # noqa: S608 constants only

ASK = text(f"""
with shown as (
    insert into contest_answers (attempt_id, place, serve_id, shown_at)
    values (:attempt_id, :place, :serve_id, :now)
    returning *
)
{SHOWN}
""")  # noqa: S608 constants only

MARK = text("""
with given as (
    update contest_answers
    set response = :response, correct = :correct, points = :points, platform = :platform, answered_at = :now
    where attempt_id = :attempt_id and place = :place
)
update contest_attempts set
    points = points + :points,
    gained_at = case when :points > 0 then :now else gained_at end,
    frozen_points = frozen_points + case when :frozen then 0 else :points end,
    frozen_gained_at = case when :points > 0 and not :frozen then :now else frozen_gained_at end
where id = :attempt_id
returning id
""").bindparams(bindparam("response", type_=JSONB))
