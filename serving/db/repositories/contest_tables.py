from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import ContestId, Row, Table
from serving.core.identity import StudentId
from serving.core.leaderboard.board import shown_name
from serving.db.repositories.contest_table_statements import FROZEN_TABLE, WHOLE_TABLE


@dataclass(frozen=True, slots=True)
class SqlTables:
    connection: AsyncConnection

    async def table(
        self, contest_id: ContestId, student_id: StudentId | None, count: int, *, frozen: bool
    ) -> Table:
        given = {"contest_id": contest_id, "student_id": student_id, "count": count}
        found = (await self.connection.execute(FROZEN_TABLE if frozen else WHOLE_TABLE, given)).all()
        rows = [
            Row(
                row.place,
                StudentId(row.student_id),
                shown_name(row.display_name, row.name, row.surname),
                row.points,
                row.seconds,
            )
            for row in found
        ]
        mine = next((row for row in rows if row.student_id == student_id), None)
        return Table(found[0].total if found else 0, tuple(rows[:count]), mine)
