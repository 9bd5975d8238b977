from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, true, update
from sqlalchemy.dialects.postgresql import insert

from serving.db.tables.telegram import telegram_updates as table
from serving.db.unit_of_work import OneByOne

Body = Mapping[str, object]
ATTEMPTS = 3
"""An update whose handling was cut off so often is left for a person to look at."""

OPEN = table.c.done_at.is_(None) & (table.c.attempts < ATTEMPTS)


@dataclass(frozen=True, slots=True)
class SqlTelegramUpdates:
    """Each method is a transaction: an update is Telegram's to repeat until it is stored here."""

    engine: OneByOne

    async def store(self, updates: Mapping[int, tuple[int, Body]]) -> set[int]:
        """By their ids, each with whose it is. The ids of those that were not here before."""
        rows = [
            {"update_id": number, "person": person, "body": body}
            for number, (person, body) in updates.items()
        ]
        statement = insert(table).values(rows).on_conflict_do_nothing().returning(table.c.update_id)
        async with self.engine.begin() as connection:
            return set((await connection.execute(statement)).scalars())

    async def unfinished(self, person: int | None = None) -> Sequence[Body]:
        """Of the person, or of everybody, in order; each is counted as one more attempt."""
        whose = true() if person is None else table.c.person == person
        statement = (
            update(table)
            .where(OPEN, whose)
            .values(attempts=table.c.attempts + 1)
            .returning(table.c.update_id, table.c.body)
        )
        async with self.engine.begin() as connection:
            rows = (await connection.execute(statement)).all()
        return [row.body for row in sorted(rows, key=lambda row: row.update_id)]

    async def waiting(self, person: int, last: int) -> Sequence[Body]:
        """Of the person, in order, up to that id."""
        query = (
            select(table.c.body)
            .where(OPEN, table.c.person == person, table.c.update_id <= last)
            .order_by(table.c.update_id)
        )
        async with self.engine.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def left(self, seconds: float) -> Sequence[int]:
        """Whose updates wait for longer."""
        since = func.now() - timedelta(seconds=seconds)
        query = select(table.c.person).where(OPEN, table.c.received_at < since).distinct()
        async with self.engine.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def finish(self, update_ids: Sequence[int]) -> None:
        these = table.c.update_id.in_(update_ids) & table.c.done_at.is_(None)
        statement = update(table).where(these).values(done_at=func.now(), body={})
        async with self.engine.begin() as connection:
            await connection.execute(statement)

    async def parked(self) -> int:
        """How many were given up."""
        given_up = table.c.done_at.is_(None) & (table.c.attempts >= ATTEMPTS)
        async with self.engine.connect() as connection:
            counted = await connection.execute(select(func.count()).where(given_up))
            return int(counted.scalar_one())
