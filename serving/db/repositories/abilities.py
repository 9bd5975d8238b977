from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.identity import StudentId
from serving.core.training.ability import Ability
from serving.db.tables.learning import student_abilities


@dataclass(frozen=True, slots=True)
class SqlAbilities:
    connection: AsyncConnection

    async def get(self, student_id: StudentId, subject: str) -> Ability:
        table = student_abilities.c
        query = select(table.ability, table.answers).where(
            table.student_id == student_id, table.subject == subject
        )
        row = (await self.connection.execute(query)).one_or_none()
        return Ability() if row is None else Ability(row.ability, row.answers)
