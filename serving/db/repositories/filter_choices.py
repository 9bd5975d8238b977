from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.db.tables.training import filters as table


@dataclass(frozen=True, slots=True)
class SqlFilterChoices:
    connection: AsyncConnection

    async def get(self, student_id: StudentId, subject: str) -> Filters:
        query = select(table.c.chosen).where(table.c.student_id == student_id, table.c.subject == subject)
        chosen = (await self.connection.execute(query)).scalar_one_or_none()
        return Filters() if chosen is None else Filters.model_validate(chosen)

    async def put(self, student_id: StudentId, subject: str, filters: Filters) -> None:
        chosen = filters.model_dump(mode="json", exclude_defaults=True)
        statement = insert(table).values(student_id=student_id, subject=subject, chosen=chosen)
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["student_id", "subject"], set_={"chosen": statement.excluded.chosen}
            )
        )
