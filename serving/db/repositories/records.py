from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Row, TextClause
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.statistics.shrinkage import Tally
from serving.core.statistics.statistics import Day, Habits, Past, Totals
from serving.core.training.sessions import Mode, Uncounted
from serving.core.training.streaks import Streak
from serving.db.repositories.record_statements import (
    BEST_SERIES,
    BY_DAY,
    BY_KIND,
    BY_THEME,
    FIRST_BY_THEME,
    HABITS,
    HISTORY,
    MISTAKES_DUE,
    TOTALS,
)


@dataclass(frozen=True, slots=True)
class SqlRecords:
    connection: AsyncConnection

    async def habits(self, student_id: StudentId) -> Habits:
        row = (await self.connection.execute(HABITS, {"student_id": student_id})).one_or_none()
        if row is None:
            raise TokenRefused
        return Habits(ZoneInfo(row.time_zone), Streak(row.streak_days, row.streak_day, row.frozen_day))

    async def totals(self, student_id: StudentId, subject: str | None) -> Totals:
        values = {"student_id": student_id, "subject": subject}
        row = (await self.connection.execute(TOTALS, values)).one()
        return Totals(row.answers, row.right_answers, int(row.points))

    async def themes(self, student_id: StudentId, subject: str | None) -> Sequence[Tally]:
        return await self._tallies(BY_THEME, student_id, subject)

    async def first_answers(self, student_id: StudentId, subject: str | None) -> Sequence[Tally]:
        return await self._tallies(FIRST_BY_THEME, student_id, subject)

    async def kinds(self, student_id: StudentId, subject: str | None) -> Sequence[Tally]:
        return await self._tallies(BY_KIND, student_id, subject)

    async def _tallies(
        self, statement: TextClause, student_id: StudentId, subject: str | None
    ) -> Sequence[Tally]:
        values = {"student_id": student_id, "subject": subject}
        rows = await self.connection.execute(statement, values)
        return [Tally(row.title, row.n, row.right_answers) for row in rows]

    async def days(
        self, student_id: StudentId, subject: str | None, since: date, zone: ZoneInfo
    ) -> Mapping[date, Day]:
        values = {
            "student_id": student_id,
            "subject": subject,
            "since": datetime.combine(since, time(), zone),
            "zone": zone.key,
        }
        rows = await self.connection.execute(BY_DAY, values)
        return {row.day: Day(row.day, row.n, row.right_answers) for row in rows}

    async def best_series(self, student_id: StudentId, subject: str | None) -> int:
        values = {"student_id": student_id, "subject": subject}
        return int((await self.connection.execute(BEST_SERIES, values)).scalar_one())

    async def mistakes_due(self, student_id: StudentId, subject: str | None, before: datetime) -> int:
        values = {"student_id": student_id, "subject": subject, "before": before}
        return int((await self.connection.execute(MISTAKES_DUE, values)).scalar_one())

    async def history(
        self, student_id: StudentId, subject: str | None, before: int | None, count: int
    ) -> Sequence[Past]:
        values = {"student_id": student_id, "subject": subject, "before": before, "count": count}
        return [past_of(row) for row in await self.connection.execute(HISTORY, values)]


def past_of(row: Row[tuple[object, ...]]) -> Past:
    return Past(
        id=row.id,
        answered_at=row.answered_at,
        subject=row.subject,
        theme=row.theme,
        mode=Mode(row.mode),
        question_id=QuestionId(row.question_id),
        version=row.version,
        question=question_adapter.validate_python(row.content),
        response=row.response,
        correct=row.correct,
        points=row.points,
        uncounted=None if row.uncounted is None else Uncounted(row.uncounted),
    )
