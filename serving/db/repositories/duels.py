from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import Chosen, Contest, ContestId, ContestKind, Plan
from serving.core.identity import StudentId
from serving.db.repositories.contests import columns_of, contest_of, question_rows, selected
from serving.db.repositories.locked_students import lock_student
from serving.db.tables.contests import contest_attempts, contest_questions, contests

code_of = contests.c.plan[("entrants", "code")].astext
DUEL = contests.c.kind == ContestKind.DUEL


@dataclass(frozen=True, slots=True)
class SqlDuels:
    connection: AsyncConnection

    async def under_way(self, student_id: StudentId, now: datetime) -> int:
        await lock_student(self.connection, student_id)
        query = select(func.count()).where(
            DUEL,
            contests.c.made_by == student_id,
            contests.c.ends_at > now,
            contests.c.cancelled_at.is_(None),
        )
        return (await self.connection.execute(query)).scalar_one()

    async def add(
        self, plan: Plan, student_id: StudentId, chosen: Sequence[Chosen], now: datetime
    ) -> ContestId:
        made = {"kind": ContestKind.DUEL, "made_by": student_id, "created_at": now, "announced_at": now}
        statement = insert(contests).values(columns_of(plan) | made).returning(contests.c.id)
        duel_id = ContestId((await self.connection.execute(statement)).scalar_one())
        await self.connection.execute(insert(contest_questions), question_rows(duel_id, chosen, held=False))
        return duel_id

    async def find(self, code: str) -> Contest | None:
        row = (await self.connection.execute(selected(DUEL, code_of == code))).one_or_none()
        return None if row is None else contest_of(row)

    async def of(self, student_id: StudentId, before: int | None, count: int) -> Sequence[Contest]:
        joined = select(contest_attempts.c.contest_id).where(contest_attempts.c.student_id == student_id)
        query = selected(DUEL, or_(contests.c.made_by == student_id, contests.c.id.in_(joined)))
        if before is not None:
            query = query.where(contests.c.id < before)
        rows = await self.connection.execute(query.order_by(contests.c.id.desc()).limit(count))
        return [contest_of(row) for row in rows]
