from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.filters.filters import Filters
from serving.core.identity import Actor, StudentId
from serving.core.training.sessions import Mode, Session, SessionId, Summary
from serving.db.hot import Hot
from serving.db.repositories.record_statements import JUDGED
from serving.db.tables.students import students
from serving.db.tables.training import sessions

FIND = text("""
select id, student_id, subject, mode, filters, finished_at
from sessions where id = :session_id and student_id = :student_id
""")
HOT_FIND = Hot.of(FIND, whole=True)

SUMMARY = text(f"""
with ordered as (
    select correct, points,
           row_number() over (order by id) - row_number() over (partition by correct order by id) as series
    from {JUDGED} where session_id = :session_id
),
runs as (select count(*) as length from ordered where correct group by series)
select count(*) as total,
       count(*) filter (where correct) as right_answers,
       coalesce(sum(points), 0) as points,
       coalesce((select max(length) from runs), 0) as best_series
from ordered
""")  # noqa: S608 constants only


@dataclass(frozen=True, slots=True)
class KnownSessions:
    """What never changes in a session, of those that this process has drawn for."""

    most: int = 10_000
    sessions: OrderedDict[SessionId, Session] = field(default_factory=OrderedDict)

    def find(self, session_id: SessionId, student_id: StudentId) -> Session | None:
        session = self.sessions.get(session_id)
        return session if session is not None and session.student_id == student_id else None

    def remember(self, session: Session) -> None:
        self.sessions[session.id] = session
        if len(self.sessions) > self.most:
            self.sessions.popitem(last=False)


@dataclass(frozen=True, slots=True)
class SqlSessions:
    connection: AsyncConnection
    known: KnownSessions

    async def add(self, session: Session, actor: Actor, now: datetime) -> None:
        await self.connection.execute(
            insert(sessions).values(
                id=session.id,
                student_id=session.student_id,
                subject=session.subject,
                mode=session.mode,
                filters=session.filters.model_dump(mode="json", exclude_defaults=True),
                platform=actor.platform,
                started_at=now,
            )
        )

    async def find(self, session_id: SessionId, student_id: StudentId) -> Session | None:
        row = await HOT_FIND.row(self.connection, {"session_id": session_id, "student_id": student_id})
        return None if row is None else session_of(row)

    async def settled(self, session_id: SessionId, student_id: StudentId) -> Session | None:
        session = self.known.find(session_id, student_id) or await self.find(session_id, student_id)
        if session is not None and not session.finished:
            self.known.remember(session)
        return session

    async def finish(self, session_id: SessionId, now: datetime) -> None:
        await self.connection.execute(
            update(sessions)
            .where(sessions.c.id == session_id, sessions.c.finished_at.is_(None))
            .values(finished_at=now)
        )

    async def finish_open(self, student_id: StudentId, subject: str, now: datetime) -> None:
        lock = select(students.c.id).where(students.c.id == student_id).with_for_update(key_share=True)
        if (await self.connection.execute(lock)).one_or_none() is None:
            raise TokenRefused
        await self.connection.execute(
            update(sessions)
            .where(
                sessions.c.student_id == student_id,
                sessions.c.subject == subject,
                sessions.c.finished_at.is_(None),
            )
            .values(finished_at=now)
        )

    async def summary(self, session_id: SessionId) -> Summary:
        row = (await self.connection.execute(SUMMARY, {"session_id": session_id})).one()
        return Summary(
            total=row.total, right=row.right_answers, points=int(row.points), best_series=row.best_series
        )


def session_of(row: Row[tuple[object, ...]]) -> Session:
    return Session(
        id=SessionId(row.id),
        student_id=StudentId(row.student_id),
        subject=row.subject,
        mode=Mode(row.mode),
        filters=Filters.model_validate(row.filters),
        finished=row.finished_at is not None,
    )
