from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import AttemptId, Contest, ContestId, Mark, Place
from serving.core.contests.rejudgement import Corrected, Given, Rejudged, Standing
from serving.core.contests.scoring import worth
from serving.core.identity import StudentId
from serving.core.questions import question_adapter
from serving.db.repositories.contest_rejudgement_statements import (
    CORRECTED,
    GIVEN,
    NEW_VERSIONS,
    REMARK,
    SUM_AGAIN,
)
from serving.db.repositories.contest_tables import SqlTables
from serving.db.repositories.corrections import UNKEYED

EVERYBODY = 10_000_000


@dataclass(frozen=True, slots=True)
class SqlRejudgements:
    connection: AsyncConnection

    async def corrected(self, contest: Contest) -> Sequence[Corrected]:
        given = {"contest_id": contest.id, "unkeyed": UNKEYED}
        found = []
        for row in await self.connection.execute(CORRECTED, given):
            question = question_adapter.validate_python(row.content)
            points = worth(contest.plan.scoring, question)
            found.append(Corrected(Place(row.place), row.version, question, points))
        return found

    async def given(self, contest_id: ContestId, places: Sequence[Place]) -> Sequence[Given]:
        rows = await self.connection.execute(GIVEN, {"contest_id": contest_id, "places": list(places)})
        return [
            Given(
                AttemptId(row.attempt_id),
                Place(row.place),
                tuple(row.response) if isinstance(row.response, list) else row.response,
                Mark(row.correct, row.points),
            )
            for row in rows
        ]

    async def standings(self, contest_id: ContestId) -> Mapping[StudentId, Standing]:
        table = await SqlTables(self.connection).table(contest_id, None, EVERYBODY, frozen=False)
        return {row.student_id: Standing(row.place, row.points) for row in table.top}

    async def apply(
        self,
        contest_id: ContestId,
        corrected: Sequence[Corrected],
        rejudged: Sequence[Rejudged],
        now: datetime,
    ) -> None:
        versions = {
            "places": [each.place for each in corrected],
            "versions": [each.version for each in corrected],
            "points": [each.worth for each in corrected],
        }
        await self.connection.execute(NEW_VERSIONS, versions | {"contest_id": contest_id})
        marks = {
            "attempts": [each.given.attempt_id for each in rejudged],
            "places": [each.given.place for each in rejudged],
            "correct": [each.mark.correct for each in rejudged],
            "points": [each.mark.points for each in rejudged],
        }
        await self.connection.execute(REMARK, marks | {"now": now})
        await self.connection.execute(SUM_AGAIN, {"contest_id": contest_id})
