from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import Asked, Attempt, AttemptId, ContestId, Mark, Place
from serving.core.errors import TokenRefused
from serving.core.identity import Platform, StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.training.sessions import Response, ServeId
from serving.db.repositories.contest_statements import ASK, ASKED, MARK
from serving.db.tables.contests import contest_attempts
from serving.db.tables.students import students

FIELDS = ("id", "contest_id", "student_id", "number", "virtual", "started_at", "ends_at", "finished_at")


@dataclass(frozen=True, slots=True)
class SqlAttempts:
    connection: AsyncConnection

    async def of(self, contest_id: ContestId, student_id: StudentId) -> Sequence[Attempt]:
        lock = select(students.c.id).where(students.c.id == student_id).with_for_update(key_share=True)
        if (await self.connection.execute(lock)).one_or_none() is None:
            raise TokenRefused
        query = select(*(contest_attempts.c[name] for name in FIELDS)).where(
            contest_attempts.c.contest_id == contest_id, contest_attempts.c.student_id == student_id
        )
        rows = await self.connection.execute(query.order_by(contest_attempts.c.number))
        return [Attempt(**row) for row in rows.mappings()]

    async def add(self, attempt: Attempt, counts_from: datetime) -> None:
        values = asdict(attempt) | {"counts_from": counts_from}
        await self.connection.execute(insert(contest_attempts).values(values))

    async def asked(self, attempt_id: AttemptId) -> Sequence[Asked]:
        return [asked_of(row) for row in await self.connection.execute(ASKED, {"attempt_id": attempt_id})]

    async def ask(self, attempt_id: AttemptId, place: Place, serve_id: ServeId, now: datetime) -> Asked:
        values = {"attempt_id": attempt_id, "place": place, "serve_id": serve_id, "now": now}
        return asked_of((await self.connection.execute(ASK, values)).one())

    async def mark(
        self,
        attempt: Attempt,
        asked: Asked,
        response: Response,
        mark: Mark,
        platform: Platform,
        now: datetime,
        *,
        frozen: bool,
    ) -> None:
        given = {
            "attempt_id": attempt.id,
            "place": asked.place,
            "response": response,
            "correct": mark.correct,
            "points": mark.points,
            "platform": platform,
            "now": now,
            "frozen": frozen,
        }
        await self.connection.execute(MARK, given)

    async def finish(self, attempt_id: AttemptId, now: datetime) -> None:
        statement = update(contest_attempts).where(contest_attempts.c.id == attempt_id)
        await self.connection.execute(statement.values(finished_at=now))


def asked_of(row: Row[*tuple[object, ...]]) -> Asked:
    response = row.response
    return Asked(
        ServeId(row.serve_id),
        Place(row.place),
        QuestionId(row.question_id),
        question_adapter.validate_python(row.content),
        row.worth,
        tuple(response) if isinstance(response, list) else response,
        row.correct,
        row.points,
    )
