"""Tables that are exported; the columns are named as `serving.core.exports` names them."""

from collections.abc import Mapping

from sqlalchemy import TextClause, text

from serving.core.exports.exports import ExportName, Wanted
from serving.db.repositories import contest_export_statements as contests
from serving.db.repositories.bank_export_statement import BANK

IN_DAYS = """(cast(:since as date) is null
        or {moment} >= cast(:since as date)::timestamp at time zone :zone)
    and (cast(:until as date) is null
        or {moment} < (cast(:until as date) + 1)::timestamp at time zone :zone)"""
OF_SUBJECT = "(cast(:subject as text) is null or {column} = :subject)"

USERS = f"""
select students.id as student_id, students.origin, coalesce(roles.role, 'student') as role,
    students.subject as main_subject, grade, region, registered_at at time zone :zone as registered_at,
    last_seen_at at time zone :zone as last_seen_at, totals.answered, totals.answered_right,
    totals.total_points, opted_out_at is null as wants_broadcasts,
    surname, name as first_name, patronymic, school, email, telegram_id
from students
left join roles on roles.student_id = students.id
left join broadcast_opt_outs on broadcast_opt_outs.student_id = students.id
left join (
    select student_id, cast(sum(answered) as bigint) as answered,
        cast(sum(correct) as bigint) as answered_right, cast(sum(points) as bigint) as total_points
    from standings group by student_id
) as totals on totals.student_id = students.id
where erased_at is null and {OF_SUBJECT.format(column="students.subject")}
    and {IN_DAYS.format(moment="registered_at")}
order by students.id
"""  # noqa: S608 texts of this module

ANSWERS = f"""
select answers.id as answer_id, answered_at at time zone :zone as answered_at, answers.student_id,
    answers.origin, questions.subject, questions.theme, answers.question_id, answers.version, questions.kind,
    answers.mode, answers.platform, attempt, response #>> '{{}}' as response, answers.correct, answers.points,
    uncounted, round(cast(seconds as numeric), 3)::double precision as seconds,
    rejudgements.correct as rejudged_correct, rejudgements.points as rejudged_points,
    surname, name as first_name, email
from answers
join questions on questions.id = answers.question_id
join students on students.id = answers.student_id
left join rejudgements on rejudgements.answer_id = answers.id
where {OF_SUBJECT.format(column="questions.subject")} and {IN_DAYS.format(moment="answered_at")}
order by answers.id
"""  # noqa: S608

QUESTION_STATS = f"""
select questions.id as question_id, question_stats.version as statistical_version, questions.subject, theme,
    kind, status, content ->> 'text' as text, attempts, first_attempts, correct as first_right, facility,
    difficulty, difficulty_se, level, discrimination, array_to_string(flags, ', ') as flags,
    as_of at time zone :zone as stats_as_of
from question_stats
join questions on questions.id = question_stats.question_id
join question_versions using (question_id, version)
where {OF_SUBJECT.format(column="questions.subject")}
order by questions.subject, questions.id, question_stats.version
"""  # noqa: S608

STANDINGS = f"""
select standings.subject, standings.origin,
    rank() over (partition by standings.subject, standings.origin order by season_points desc) as place,
    standings.student_id, season_points, points as total_points, answered, correct as answered_right,
    grade, region, surname, name as first_name, school
from standings
join students on students.id = standings.student_id
where season = :season and season_points > 0 and {OF_SUBJECT.format(column="standings.subject")}
order by standings.subject, standings.origin, place, standings.student_id
"""  # noqa: S608

BROADCAST = """
select broadcast_id, channel, student_id, state as delivery_state, attempts as tries,
    settled_at at time zone :zone as settled_at, error, surname, name as first_name, email, telegram_id
from deliveries
join students on students.id = deliveries.student_id
where broadcast_id = :broadcast
order by channel, student_id
"""

STATEMENTS: Mapping[ExportName, str] = {
    ExportName.USERS: USERS,
    ExportName.ANSWERS: ANSWERS,
    ExportName.QUESTION_STATS: QUESTION_STATS,
    ExportName.STANDINGS: STANDINGS,
    ExportName.BROADCAST: BROADCAST,
    ExportName.CONTEST: contests.CONTEST,
    ExportName.CONTEST_QUESTIONS: contests.QUESTIONS,
    ExportName.CONTEST_ANSWERS: contests.ANSWERS,
    ExportName.BANK: BANK,
}


def statement_of(wanted: Wanted) -> TextClause:
    columns = ", ".join(f"exported.{name}" for name in wanted.columns)
    return text(f"select {columns} from ({STATEMENTS[wanted.name]}) as exported")  # noqa: S608 names of our own
