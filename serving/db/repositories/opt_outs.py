from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.broadcasts.broadcasts import DeliveryState
from serving.core.identity import StudentId
from serving.db.tables.broadcasts import broadcast_opt_outs, deliveries


@dataclass(frozen=True, slots=True)
class SqlOptOuts:
    connection: AsyncConnection

    async def add(self, student_id: StudentId, now: datetime) -> None:
        statement = insert(broadcast_opt_outs).values(student_id=student_id, opted_out_at=now)
        await self.connection.execute(statement.on_conflict_do_nothing())
        await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.student_id == student_id, deliveries.c.state == DeliveryState.PENDING)
            .values(state=DeliveryState.CANCELLED, error="opted out", settled_at=now)
        )

    async def remove(self, student_id: StudentId) -> None:
        of_student = broadcast_opt_outs.c.student_id == student_id
        await self.connection.execute(delete(broadcast_opt_outs).where(of_student))

    async def has(self, student_id: StudentId) -> bool:
        query = select(broadcast_opt_outs.c.student_id).where(broadcast_opt_outs.c.student_id == student_id)
        return (await self.connection.execute(query)).one_or_none() is not None
