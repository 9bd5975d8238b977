from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

# Nothing is written when the student or the serve is no longer as it was read: it has to be read again.
# `ahead` follows the one rule of places: 1 + students with strictly more points of the season.
RECORD = text("""
with learner as (
    select id from students where id = :student_id and cast(xmin as text) = :revision for no key update
),
closed as (
    update serves set answered = true from learner
    where serves.id = :serve_id and serves.version = :version and not serves.answered
    returning serves.id
),
standing as (
    insert into standings (
        student_id, subject, origin, points, answered, correct,
        season, season_points, month_points, week_points
    )
    select :student_id, :subject, :origin, :points, 1, cast(:correct as integer),
           :season, :points, :points, :points
    from closed
    on conflict (student_id, subject) do update set
        points = standings.points + excluded.points,
        answered = standings.answered + 1,
        correct = standings.correct + excluded.correct,
        season = excluded.season,
        season_points = excluded.season_points
            + case when standings.season = excluded.season then standings.season_points else 0 end,
        month_points = standings.month_points + excluded.month_points,
        week_points = standings.week_points + excluded.week_points
    returning points, season_points
),
ahead as (
    select count(*) as students
    from standings as others, standing
    where others.subject = :subject and others.origin = :origin and others.season = :season
        and others.season_points > standing.season_points and others.student_id <> :student_id
),
daily as (
    insert into daily_points (student_id, subject, day, points)
    select :student_id, :subject, :day, :points from closed where :points > 0
    on conflict (student_id, subject, day) do update set points = daily_points.points + excluded.points
),
rated as (
    insert into student_abilities (student_id, subject, ability, answers)
    select :student_id, :subject, :ability, :rated from closed
    where cast(:ability as double precision) is not null
    on conflict (student_id, subject) do update set ability = excluded.ability, answers = excluded.answers
),
mistaken as (
    insert into mistakes (student_id, question_id, subject, stability, difficulty, reviewed_at, due_at)
    select :student_id, :question_id, :subject, :stability, :difficulty, :answered_at, :due_at from closed
    where cast(:due_at as timestamptz) is not null
    on conflict (student_id, question_id) do update set
        stability = excluded.stability, difficulty = excluded.difficulty,
        reviewed_at = excluded.reviewed_at, due_at = excluded.due_at
),
seen as (
    update students set last_seen_at = :answered_at, streak_days = :streak, streak_day = :streak_day,
        frozen_day = :frozen_day
    from closed where students.id = :student_id
)
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    uncounted, attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select
    :serve_id, :session_id, :student_id, :question_id, :version, :statistical_version, :response, :correct,
    :points, :uncounted, :attempt, :mode, :platform, :origin, :seconds, standing.points, 1 + ahead.students,
    :streak, :answered_at
from standing, ahead
returning total_points, place
""").bindparams(bindparam("response", type_=JSONB))
