from sqlalchemy import text

CARD = """
select serve.id as serve_id, serve.question_id, serve.version, serve.selection, serve.selection_reason,
       versions.content, questions.theme,
       array(
           select source from question_sources
           where question_sources.question_id = serve.question_id order by source
       ) as sources,
       stats.level, stats.first_attempts, stats.as_of
from serve
join questions on questions.id = serve.question_id
join question_versions as versions
    on versions.question_id = serve.question_id and versions.version = serve.version
left join question_stats as stats
    on stats.question_id = serve.question_id and stats.version = versions.statistical_version
"""

UNANSWERED = text(f"""
with serve as (
    select id, question_id, version, selection, selection_reason
    from serves where session_id = :session_id and not answered
)
{CARD}
""")  # noqa: S608 constants only

# One row for a session of the student, with the question it has served and seen no answer to, old or new.
SERVE_FIRST = text(f"""
with session as (
    select finished_at from sessions where id = :session_id and student_id = :student_id
),
waiting as (
    select id, question_id, version, selection, selection_reason
    from serves where session_id = :session_id and not answered
),
candidate as (
    select id, place from unnest(cast(:candidates as bigint[])) with ordinality as listed(id, place)
),
added as (
    insert into serves (
        id, session_id, student_id, question_id, version, selection, selection_reason, served_at
    )
    select :serve_id, :session_id, :student_id, questions.id, questions.current_version,
           :selection, :reason, :now
    from session
    cross join candidate
    join questions on questions.id = candidate.id and questions.status = 'live'
    where session.finished_at is null
        and not exists (select from waiting)
        and (:repeat or not exists (
            select from answers
            where answers.student_id = :student_id and answers.question_id = questions.id
        ))
        and not exists (select from contest_questions where held and question_id = questions.id)
    order by candidate.place
    limit 1
    on conflict (session_id) where not answered do nothing
    returning id, question_id, version, selection, selection_reason
),
serve as (select * from waiting union all select * from added),
card as ({CARD})
select session.finished_at, card.* from session left join card on true
""")  # noqa: S608 constants only

OPEN_SERVE = text("""
select serves.question_id, serves.version, serves.served_at,
       versions.content, versions.statistical_version,
       sessions.id, sessions.student_id, sessions.subject, sessions.mode, sessions.filters,
       sessions.finished_at, earlier.seen, earlier.attempts,
       given.correct, given.points, given.uncounted, given.total_points, given.place, given.streak,
       stats.difficulty as published_difficulty, stats.level, abilities.ability, abilities.answers as rated,
       mistakes.stability, mistakes.difficulty, mistakes.reviewed_at, mistakes.due_at, goals.olympiad_day,
       students.origin, students.time_zone, students.streak_days, students.streak_day, students.frozen_day,
       cast(students.xmin as text) as revision
from serves
join sessions on sessions.id = serves.session_id
join students on students.id = serves.student_id
join question_versions as versions
    on versions.question_id = serves.question_id and versions.version = serves.version
cross join lateral (
    select count(*) as seen,
           count(*) filter (where answers.statistical_version = versions.statistical_version) as attempts
    from answers
    where answers.student_id = serves.student_id and answers.question_id = serves.question_id
) as earlier
left join answers as given on given.serve_id = serves.id
left join question_stats as stats
    on stats.question_id = serves.question_id and stats.version = versions.statistical_version
left join student_abilities as abilities
    on abilities.student_id = serves.student_id and abilities.subject = sessions.subject
left join mistakes
    on mistakes.student_id = serves.student_id and mistakes.question_id = serves.question_id
left join goals on goals.student_id = serves.student_id and goals.subject = sessions.subject
where serves.id = :serve_id and serves.student_id = :student_id
""")

TIMES_ANSWERED = text("""
select answers.question_id, count(*) as times
from answers join questions on questions.id = answers.question_id and questions.subject = :subject
where answers.student_id = :student_id
group by answers.question_id
""")

SHOWN_ADAPTIVELY = text("""
select question_id, count(*) as times
from serves
where question_id = any(:questions) and selection = 'adaptive' and served_at >= :since
group by question_id
""")
