from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

# Of the bank as it is now; whoever announces waits for releases and for others who announce.
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

FIND = text("""
select contests.*, (select count(*) from contest_questions where contest_id = contests.id) as questions
from contests where id = :contest_id
""")

LOCK_STUDENT = text("select id from students where id = :student_id for no key update")

ATTEMPTS = text("""
select id, contest_id, student_id, number, virtual, started_at, ends_at, finished_at
from contest_attempts where contest_id = :contest_id and student_id = :student_id order by number
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

# The best attempt of each student, by points and then by the time since the beginning.
TABLE = """
with attempt as (
    select student_id, {points} as points,
        extract(epoch from {gained_at} - counts_from)::double precision as seconds
    from contest_attempts where contest_id = :contest_id and not virtual
),
best as (
    select distinct on (student_id) student_id, points, seconds
    from attempt order by student_id, points desc, seconds nulls last
),
ranked as (
    select best.*, rank() over (order by points desc, seconds nulls last) as place, count(*) over () as total
    from best
),
shown as (
    (select * from ranked order by place, student_id limit :count)
    union
    select * from ranked where student_id = cast(:student_id as bigint)
)
select shown.*, named.display_name, named.name, named.surname
from shown
left join students as named
    on named.id = shown.student_id and (named.listed or named.id = cast(:student_id as bigint))
order by place, student_id
"""
WHOLE_TABLE = text(TABLE.format(points="points", gained_at="gained_at"))
FROZEN_TABLE = text(TABLE.format(points="frozen_points", gained_at="frozen_gained_at"))

UNCOLLECTED = text("""
select id from contests
where announced_at is not null and collected_at is null and coalesce(cancelled_at, ends_at + :grace) < :now
order by ends_at limit 1 for update skip locked
""")

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
    update contests set collected_at = :now where id = :contest_id returning *
)
insert into webhook_events (event, facts, happened_at)
select 'contest.finished',
    jsonb_build_object(
        'contest_id', id, 'title', plan ->> 'title', 'subject', subject, 'ended_at', ends_at
    ),
    :now
from collected where cancelled_at is null
""")
