"""The statements that record a log of answers, in their order."""

LOGGED = (
    "row",
    "student",
    "question",
    "subject",
    "theme",
    "kind",
    "option",
    "correct",
    "answered_at",
    "seconds",
)
LISTED = ", ".join(LOGGED)

CREATE_LOG = """
create temp table log (
    "row" bigint, student text, question text, subject text, theme text, kind text, option text,
    correct double precision, answered_at timestamptz, seconds double precision
) on commit drop
"""

COPY_LOG = f"copy log ({LISTED.replace('row', chr(34) + 'row' + chr(34))}) from stdin (format csv, null '')"

UNKNOWN = """
select log.*
from log
where not exists (
    select from questions
    where questions.identity in (log.question, 'imported:' || log.subject || '/' || log.question)
)
"""

ADD_THEMES = f"""
with unknown as ({UNKNOWN}), added as (
    insert into subjects (code, title) select distinct subject, subject from unknown on conflict do nothing
)
insert into themes (subject, title) select distinct subject, theme from unknown on conflict do nothing
"""  # noqa: S608

# A question of which nothing but its name and the options that were chosen is known; it is never served.
ADD_QUESTIONS = f"""
with unknown as ({UNKNOWN}), chosen as (
    select subject, question, option, bool_or(correct = 1) as is_right,
        row_number() over (partition by subject, question order by option) as id
    from unknown where option <> '' and kind in ('', 'one')
    group by subject, question, option
), options as (
    select subject, question, jsonb_agg(jsonb_build_object('id', id, 'text', option) order by id) as options,
        min(id) filter (where is_right) as key
    from chosen group by subject, question
), named as (
    select subject, question, min(theme) as theme, max(kind) as kind, min(answered_at) as answered_at
    from unknown group by subject, question
), whole as (
    select named.*,
        coalesce(nullif(named.kind, ''), case when options is null then 'open' else 'one' end) as stated,
        jsonb_strip_nulls(
            jsonb_build_object('text', named.question, 'options', options, 'key', key)
        ) as content
    from named left join options using (subject, question)
), submission as (
    insert into submissions (files, sha256, report, rows, new)
    select array[%(file)s], '', '[]', count(*), count(*) from whole having count(*) > 0 returning id
), release as (
    insert into releases (submission_id, new, changed, unchanged)
    select id, (select count(*) from whole), 0, 0 from submission returning id
), added as (
    insert into questions (identity, subject, kind, theme, current_version, status, created_at)
    select 'imported:' || subject || '/' || question, subject, stated, theme, 1, 'retired',
        coalesce(answered_at, now())
    from whole
    returning id, identity, kind
)
insert into question_versions (question_id, version, statistical_version, content, release_id)
select added.id, 1, 1, content || jsonb_build_object('kind', added.kind), release.id
from added
inner join whole on added.identity = 'imported:' || whole.subject || '/' || whole.question
cross join release
"""  # noqa: S608

FIND_QUESTIONS = """
create temp table asked on commit drop as
select distinct on (log.subject, log.question)
    log.subject as logged_subject, log.question, questions.id as question_id, questions.subject,
    versions.version, versions.statistical_version, versions.content -> 'options' as options,
    case when questions.identity like 'imported:%' then '-infinity' else questions.created_at end as since
from (select distinct subject, question from log) as log
inner join questions
    on questions.identity in (log.question, 'imported:' || log.subject || '/' || log.question)
inner join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
order by log.subject, log.question, questions.identity = log.question desc
"""

FIND_PREMATURE = """
delete from log using asked
where asked.logged_subject = log.subject and asked.question = log.question and log.answered_at < asked.since
returning log."row", log.question
"""

ADD_STUDENTS = """
with unknown as materialized (
    select student, nextval(pg_get_serial_sequence('students', 'id')) as id
    from (
        select distinct student from log
        where not exists (select from imported_students where imported_students.name = log.student)
        order by student
    ) as names
), added as (
    insert into students (id, origin) overriding system value select id, 'imported' from unknown
)
insert into imported_students (name, student_id) select student, id from unknown
"""

ADD_SESSIONS = """
insert into sessions (id, student_id, subject, mode, filters, platform, started_at, finished_at)
select
    md5(concat_ws('|', 'imported', student_id, asked.subject))::uuid, student_id, asked.subject,
    'training', '{}', 'imported', coalesce(min(answered_at), now()), coalesce(max(answered_at), now())
from log
inner join asked on asked.logged_subject = log.subject and asked.question = log.question
inner join imported_students on imported_students.name = log.student
group by student_id, asked.subject
on conflict (id) do nothing
"""

# The same answer has the same serve, whichever file it comes in.
FIND_FRESH = """
create temp table fresh on commit drop as
with identified as (
    select log.*, asked.question_id, asked.version, asked.statistical_version, asked.options,
        imported_students.student_id,
        md5(concat_ws('|', 'imported', student_id, asked.subject))::uuid as session_id,
        md5(concat_ws(
            '|', 'imported', student_id, asked.question_id,
            coalesce(extract(epoch from answered_at)::text, '')
        ))::uuid as serve_id
    from log
    inner join asked on asked.logged_subject = log.subject and asked.question = log.question
    inner join imported_students on imported_students.name = log.student
)
select identified.*, coalesce(answered_at, now()) as moment
from identified
where not exists (select from serves where serves.id = identified.serve_id)
"""

ADD_SERVES = """
insert into serves (id, session_id, student_id, question_id, version, answered, served_at)
select serve_id, session_id, student_id, question_id, version, true,
    moment - coalesce(seconds, 0) * interval '1 second'
from fresh
"""

ADD_ANSWERS = """
with given as (
    select student_id, question_id, statistical_version, max(attempt) as attempts
    from answers where (student_id, question_id) in (select student_id, question_id from fresh)
    group by student_id, question_id, statistical_version
)
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select
    serve_id, session_id, fresh.student_id, fresh.question_id, version, fresh.statistical_version,
    coalesce(
        (
            select listed.choice -> 'id' from jsonb_array_elements(options) as listed (choice)
            where listed.choice ->> 'text' = fresh.option limit 1
        ),
        to_jsonb(fresh.option)
    ),
    correct = 1, 0,
    coalesce(given.attempts, 0) + row_number() over (
        partition by fresh.student_id, fresh.question_id, fresh.statistical_version order by moment, "row"
    ),
    'training', 'imported', 'imported', seconds, 0, 0, 0, moment
from fresh
left join given using (student_id, question_id, statistical_version)
"""
