from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.training.sessions import Difficulty, Mode, OpenServe, Served, ServeId, Session, SessionId
from serving.db.repositories.sessions import session_of

CARD = """
select serve.id, sessions.mode, serve.question_id, serve.version, versions.content, questions.theme,
       array(
           select source from question_sources
           where question_sources.question_id = serve.question_id order by source
       ) as sources,
       stats.level, stats.first_attempts, stats.as_of
from serve
join sessions on sessions.id = serve.session_id
join questions on questions.id = serve.question_id
join question_versions as versions
    on versions.question_id = serve.question_id and versions.version = serve.version
left join question_stats as stats
    on stats.question_id = serve.question_id and stats.version = versions.statistical_version
"""

UNANSWERED = text(f"""
with serve as (
    select id, session_id, question_id, version from serves where session_id = :session_id and not answered
)
{CARD}
""")  # noqa: S608 constants only

SERVE_FIRST = text(f"""
with candidate as (
    select id, place from unnest(cast(:candidates as bigint[])) with ordinality as listed(id, place)
),
serve as (
    insert into serves (id, session_id, student_id, question_id, version, served_at)
    select :serve_id, :session_id, :student_id, questions.id, questions.current_version, :now
    from candidate
    join questions on questions.id = candidate.id and questions.status = 'live'
    where :repeat or not exists (
        select from answers where answers.student_id = :student_id and answers.question_id = questions.id
    )
    order by candidate.place
    limit 1
    on conflict (session_id) where not answered do nothing
    returning id, session_id, question_id, version
)
{CARD}
""")  # noqa: S608 constants only

OPEN_SERVE = text("""
select serves.question_id, serves.version, serves.served_at,
       versions.content, versions.statistical_version,
       sessions.id, sessions.student_id, sessions.subject, sessions.mode, sessions.filters,
       sessions.finished_at, earlier.seen, earlier.attempts
from serves
join sessions on sessions.id = serves.session_id
join question_versions as versions
    on versions.question_id = serves.question_id and versions.version = serves.version
cross join lateral (
    select count(*) as seen,
           count(*) filter (where answers.statistical_version = versions.statistical_version) as attempts
    from answers
    where answers.student_id = serves.student_id and answers.question_id = serves.question_id
) as earlier
where serves.id = :serve_id and serves.student_id = :student_id
""")

TIMES_ANSWERED = text("""
select answers.question_id, count(*) as times
from answers join questions on questions.id = answers.question_id and questions.subject = :subject
where answers.student_id = :student_id
group by answers.question_id
""")


@dataclass(frozen=True, slots=True)
class SqlServes:
    connection: AsyncConnection

    async def unanswered(self, session_id: SessionId) -> Served | None:
        row = (await self.connection.execute(UNANSWERED, {"session_id": session_id})).one_or_none()
        return None if row is None else served_of(row)

    async def serve_first(
        self,
        serve_id: ServeId,
        session: Session,
        candidates: Sequence[QuestionId],
        now: datetime,
        *,
        repeat: bool,
    ) -> Served | None:
        values = {
            "candidates": list(candidates),
            "serve_id": serve_id,
            "session_id": session.id,
            "student_id": session.student_id,
            "now": now,
            "repeat": repeat,
        }
        row = (await self.connection.execute(SERVE_FIRST, values)).one_or_none()
        return None if row is None else served_of(row)

    async def times_answered(self, student_id: StudentId, subject: str) -> Mapping[QuestionId, int]:
        rows = await self.connection.execute(TIMES_ANSWERED, {"student_id": student_id, "subject": subject})
        return {QuestionId(row.question_id): row.times for row in rows}

    async def find(self, serve_id: ServeId, student_id: StudentId) -> OpenServe | None:
        values = {"serve_id": serve_id, "student_id": student_id}
        row = (await self.connection.execute(OPEN_SERVE, values)).one_or_none()
        if row is None:
            return None
        return OpenServe(
            id=serve_id,
            session=session_of(row),
            question_id=QuestionId(row.question_id),
            version=row.version,
            statistical_version=row.statistical_version,
            question=question_adapter.validate_python(row.content),
            served_at=row.served_at,
            seen=row.seen,
            attempts=row.attempts,
        )


def served_of(row: Row[tuple[object, ...]]) -> Served:
    return Served(
        id=ServeId(row.id),
        mode=Mode(row.mode),
        question_id=QuestionId(row.question_id),
        version=row.version,
        question=question_adapter.validate_python(row.content),
        theme=row.theme,
        sources=tuple(row.sources),
        difficulty=None if row.level is None else Difficulty(row.level, row.first_attempts, row.as_of),
    )
