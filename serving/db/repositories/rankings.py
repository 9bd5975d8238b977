from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.leaderboard.board import Place, Slice, Standing, shown_name
from serving.core.leaderboard.ports import Competitor
from serving.core.leaderboard.windows import Window, season_start
from serving.db.repositories.ranking_statements import FIRST_ROLL, LOCK_ROLL, ROLL, ROLLED_TO, STATEMENTS


@dataclass(frozen=True, slots=True)
class SqlRankings:
    connection: AsyncConnection

    async def roll(self, subject: str, today: date) -> None:
        """One roll at a time; answers given meanwhile are added to what is left."""
        named = {"subject": subject}
        rolled: date | None = (await self.connection.execute(ROLLED_TO, named)).scalar_one_or_none()
        if rolled is not None and rolled >= today:
            return
        await self.connection.execute(FIRST_ROLL, named)
        locked: date = (await self.connection.execute(LOCK_ROLL, named)).scalar_one()
        if locked < today:
            await self.connection.execute(ROLL, {"subject": subject, "rolled": locked, "today": today})

    async def standing(
        self, competitor: Competitor, subject: str, window: Window, today: date, by: Slice | None
    ) -> Standing:
        values = {
            "student_id": competitor.student_id,
            "subject": subject,
            "origin": competitor.origin,
            "season": season_start(today),
            "region": competitor.region,
            "grade": competitor.grade,
            "school": competitor.school,
        }
        statement = STATEMENTS[window, by]
        asked = {name: value for name, value in values.items() if f":{name}" in statement.text}
        rows = (await self.connection.execute(statement, asked)).all()
        (mine,) = _places(rows, "mine")
        return Standing(
            mine=mine,
            total=rows[0].total,
            top=tuple(sorted(_places(rows, "top"), key=_by_points, reverse=True)),
            above=tuple(sorted(_places(rows, "above"), key=_by_points)),
            below=tuple(sorted(_places(rows, "below"), key=_by_points, reverse=True)),
        )


def _places(rows: Sequence[Row[tuple[object, ...]]], part: str) -> list[Place]:
    return [
        Place(
            place=row.place,
            points=row.points,
            name=shown_name(row.display_name, row.name, row.surname),
            student_id=StudentId(row.student_id),
        )
        for row in rows
        if row.part == part
    ]


def _by_points(place: Place) -> tuple[int, int]:
    return place.points, place.student_id
