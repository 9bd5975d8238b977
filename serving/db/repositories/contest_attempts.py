from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Row, update
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import Asked, Attempt, AttemptId, ContestId, Mark, Place
from serving.core.errors import TokenRefused
from serving.core.identity import Platform, StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.training.sessions import Response, ServeId
from serving.db.hot import Hot
from serving.db.repositories.contest_statements import ASK, ASKED, ATTEMPTS, BEGIN, LOCK_STUDENT, MARK
from serving.db.tables.contests import contest_attempts

HOT_LOCK, HOT_ATTEMPTS, HOT_BEGIN = map(Hot.of, (LOCK_STUDENT, ATTEMPTS, BEGIN))
HOT_ASKED, HOT_ASK, HOT_MARK = map(Hot.of, (ASKED, ASK, MARK))


@dataclass(frozen=True, slots=True)
class SqlAttempts:
    connection: AsyncConnection

    async def of(self, contest_id: ContestId, student_id: StudentId) -> Sequence[Attempt]:
        named = {"contest_id": contest_id, "student_id": student_id}
        if await HOT_LOCK.row(self.connection, {"student_id": student_id}) is None:
            raise TokenRefused
        return [Attempt(*row) for row in await HOT_ATTEMPTS.rows(self.connection, named)]

    async def add(self, attempt: Attempt, counts_from: datetime) -> None:
        values = asdict(attempt) | {"counts_from": counts_from}
        await HOT_BEGIN.row(self.connection, values)

    async def asked(self, attempt_id: AttemptId) -> Sequence[Asked]:
        named = {"attempt_id": attempt_id}
        return [asked_of(row) for row in await HOT_ASKED.rows(self.connection, named)]

    async def ask(self, attempt_id: AttemptId, place: Place, serve_id: ServeId, now: datetime) -> Asked:
        values = {"attempt_id": attempt_id, "place": place, "serve_id": serve_id, "now": now}
        return asked_of(await HOT_ASK.row(self.connection, values))

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
        await HOT_MARK.row(self.connection, given)

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
