from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import Actor, Origin, StudentId
from serving.core.training.ports import Answer
from serving.core.training.sessions import Learner, OpenServe, Verdict

LOCK = text("""
select id, origin, time_zone, streak_days, streak_day from students where id = :student_id for no key update
""")

RECORD = text("""
with standing as (
    insert into standings (student_id, subject, points, answered, correct)
    values (:student_id, :subject, :points, 1, cast(:correct as integer))
    on conflict (student_id, subject) do update set
        points = standings.points + excluded.points,
        answered = standings.answered + 1,
        correct = standings.correct + excluded.correct
    returning points
),
ahead as (
    select count(*) as students
    from standings as others, standing
    where others.subject = :subject and others.student_id <> :student_id
        and others.points > standing.points
),
seen as (
    update students set last_seen_at = :answered_at, streak_days = :streak,
        streak_day = greatest(streak_day, :today)
    where id = :student_id
),
closed as (update serves set answered = true where id = :serve_id)
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select
    :serve_id, :session_id, :student_id, :question_id, :version, :statistical_version, :response, :correct,
    :points, :attempt, :mode, :platform, :origin, :seconds, standing.points, 1 + ahead.students, :streak,
    :answered_at
from standing, ahead
returning total_points, place
""").bindparams(bindparam("response", type_=JSONB))


@dataclass(frozen=True, slots=True)
class SqlAnswers:
    connection: AsyncConnection

    async def lock(self, student_id: StudentId) -> Learner:
        row = (await self.connection.execute(LOCK, {"student_id": student_id})).one_or_none()
        if row is None:
            raise TokenRefused
        return Learner(
            student_id=student_id,
            origin=Origin(row.origin),
            zone=ZoneInfo(row.time_zone),
            streak_days=row.streak_days,
            streak_day=row.streak_day,
        )

    async def record(self, answer: Answer, learner: Learner, actor: Actor) -> Verdict:
        serve = answer.serve
        values = {
            "serve_id": serve.id,
            "session_id": serve.session.id,
            "student_id": learner.student_id,
            "subject": serve.session.subject,
            "question_id": serve.question_id,
            "version": serve.version,
            "statistical_version": serve.statistical_version,
            "response": answer.response,
            "correct": answer.correct,
            "points": answer.points,
            "attempt": answer.attempt,
            "mode": serve.session.mode,
            "platform": actor.platform,
            "origin": learner.origin,
            "seconds": seconds_since_served(serve, answer.answered_at),
            "streak": answer.streak,
            "today": answer.today,
            "answered_at": answer.answered_at,
        }
        row = (await self.connection.execute(RECORD, values)).one()
        return Verdict(
            correct=answer.correct,
            points=answer.points,
            question=serve.question,
            total_points=row.total_points,
            place=row.place,
            streak=answer.streak,
        )


def seconds_since_served(serve: OpenServe, answered_at: datetime) -> float:
    """By the server's clock only; 0 when the clock was set back meanwhile."""
    return max(0.0, (answered_at - serve.served_at).total_seconds())
