from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.questions import UNMEASURED, QuestionId, question_adapter
from serving.core.reports.corrections import Given, Rejudged, Standing
from serving.core.training.sessions import AnyQuestion, Uncounted
from serving.db.repositories import correction_statements as statements
from serving.db.repositories.reports import NOTIFY

UNKEYED = [*UNMEASURED, "key", "tolerance"]
NEVER = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class SqlCorrections:
    connection: AsyncConnection

    async def current(self, question_id: QuestionId) -> AnyQuestion | None:
        await self.connection.execute(statements.LOCK_BANK)
        named = {"question_id": question_id}
        content = (await self.connection.execute(statements.CURRENT, named)).scalar_one_or_none()
        return None if content is None else question_adapter.validate_python(content)

    async def apply(
        self, question_id: QuestionId, question: AnyQuestion, actor: StudentId, now: datetime
    ) -> int:
        named: dict[str, int] = {"question_id": question_id}
        await self.connection.execute(statements.LOCK_ANSWERING, named)
        values = named | {
            "files": [f"correction of question {question_id}"],
            "content": question.model_dump(mode="json"),
            "actor": f"student {actor}",
            "unmeasured": list(UNMEASURED),
            "now": now,
        }
        version: int = (await self.connection.execute(statements.ADD_VERSION, values)).scalar_one()
        named |= {"version": version}
        await self.connection.execute(statements.MAKE_CURRENT, named)
        await self.connection.execute(statements.MOVE_OPEN_SERVES, named | {"unkeyed": UNKEYED})
        await self.connection.execute(NOTIFY)
        return version

    async def given(self, question_id: QuestionId, version: int) -> Sequence[Given]:
        values = {"question_id": question_id, "version": version, "unkeyed": UNKEYED}
        return [
            Given(
                id=row.id,
                student_id=StudentId(row.student_id),
                response=tuple(row.response) if isinstance(row.response, list) else row.response,
                correct=row.correct,
                points=row.points,
                uncounted=None if row.uncounted is None else Uncounted(row.uncounted),
                day=row.day,
            )
            for row in await self.connection.execute(statements.GIVEN, values)
        ]

    async def standings(
        self, question_id: QuestionId, students: Sequence[StudentId], season: date
    ) -> Mapping[StudentId, Standing]:
        values = {"question_id": question_id, "students": list(students), "season": season}
        rows = await self.connection.execute(statements.STANDINGS, values)
        return {StudentId(row.student_id): Standing(row.season_points, row.place) for row in rows}

    async def rejudge(
        self, question_id: QuestionId, version: int, rejudged: Sequence[Rejudged], now: datetime
    ) -> None:
        if not rejudged:
            return
        named = {"question_id": question_id}
        judged = {
            "version": version,
            "now": now,
            "answers": [each.given.id for each in rejudged],
            "correct": [each.correct for each in rejudged],
            "points": [each.points for each in rejudged],
        }
        await self.connection.execute(statements.REJUDGE, judged)
        await self.connection.execute(
            statements.HOLD_ANSWERS, {"students": [each.given.student_id for each in rejudged]}
        )
        rolled = (await self.connection.execute(statements.LOCK_ROLL, named)).scalar_one_or_none()
        gained = {
            "students": [each.given.student_id for each in rejudged],
            "days": [each.given.day for each in rejudged],
            "gains": [each.gain for each in rejudged],
            "rights": [int(each.correct) - int(each.given.correct) for each in rejudged],
        }
        await self.connection.execute(statements.GAINS, named | gained | {"rolled": rolled or NEVER})
        await self.connection.execute(statements.FORGIVE, named)
