from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from serving.db.tables.telegram import telegram_updates as table
from serving.db.unit_of_work import OneByOne

Body = Mapping[str, object]
ATTEMPTS = 3
"""An update whose handling was cut off so often is left for a person to look at."""


@dataclass(frozen=True, slots=True)
class SqlTelegramUpdates:
    """Each method is a transaction: an update is Telegram's to repeat until it is stored here."""

    engine: OneByOne

    async def store(self, updates: Mapping[int, Body]) -> set[int]:
        """The ids of those that were not here before."""
        rows = [{"update_id": number, "body": body} for number, body in updates.items()]
        statement = insert(table).values(rows).on_conflict_do_nothing().returning(table.c.update_id)
        async with self.engine.begin() as connection:
            return set((await connection.execute(statement)).scalars())

    async def unfinished(self) -> Sequence[Body]:
        """In order, each counted as one more attempt."""
        open_ones = table.c.done_at.is_(None) & (table.c.attempts < ATTEMPTS)
        statement = (
            update(table)
            .where(open_ones)
            .values(attempts=table.c.attempts + 1)
            .returning(table.c.update_id, table.c.body)
        )
        async with self.engine.begin() as connection:
            rows = (await connection.execute(statement)).all()
        return [row.body for row in sorted(rows, key=lambda row: row.update_id)]

    async def finish(self, update_ids: Sequence[int]) -> None:
        statement = update(table).where(table.c.update_id.in_(update_ids)).values(done_at=func.now(), body={})
        async with self.engine.begin() as connection:
            await connection.execute(statement)

    async def parked(self) -> int:
        """How many were given up."""
        given_up = table.c.done_at.is_(None) & (table.c.attempts >= ATTEMPTS)
        async with self.engine.connect() as connection:
            counted = await connection.execute(select(func.count()).where(given_up))
            return int(counted.scalar_one())
