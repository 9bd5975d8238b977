from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from serving.core.questions import QuestionId, question_adapter
from serving.core.statistics.shrinkage import Tally
from serving.core.statistics.statistics import Day, Figures, Habits, Past, Totals
from serving.core.training.sessions import Mode, Uncounted
from serving.core.training.streaks import Streak
from serving.db.hot import Hot
from serving.db.repositories.record_statements import FIGURES, HABITS, HISTORY

HOT_FIGURES = Hot.of(FIGURES)


@dataclass(frozen=True, slots=True)
class SqlRecords:
    connection: AsyncConnection

    async def habits(self, student_id: StudentId) -> Habits:
        row = (await self.connection.execute(HABITS, {"student_id": student_id})).one_or_none()
        if row is None:
            raise TokenRefused
        return Habits(ZoneInfo(row.time_zone), Streak(row.streak_days, row.streak_day, row.frozen_day))

    async def figures(
        self, student_id: StudentId, subject: str | None, since: date, before: datetime
    ) -> Figures:
        values = {
            "student_id": student_id,
            "subject": subject,
            "since": since,
            "before": before,
            "zone": str(before.tzinfo),
        }
        row = await HOT_FIGURES.row(self.connection, values)
        return Figures(
            totals=Totals(row.answers, row.right_answers, int(row.points)),
            themes=tuple(Tally(each["theme"], each["n"], each["rights"]) for each in row.themes),
            first_answers=tuple(
                Tally(each["theme"], each["first_n"], each["first_rights"]) for each in row.themes
            ),
            kinds=tuple(Tally(each["kind"], each["n"], each["rights"]) for each in row.kinds),
            days={
                date.fromisoformat(each["day"]): Day(
                    date.fromisoformat(each["day"]), each["n"], each["rights"]
                )
                for each in row.days
            },
            best_series=row.best_series,
            mistakes_due=row.mistakes_due,
        )

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
