"""Whose turn it is when several processes handle the updates of one bot: a person's come one at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.db.unit_of_work import OUTAGES, OneByOne

TAKE = text("select pg_try_advisory_lock(hashtextextended('update of ' || :person, :bot))")
GIVE_BACK = text("select pg_advisory_unlock(hashtextextended('update of ' || :person, :bot))")
LOOK_EVERY = 0.05


@dataclass(slots=True)
class Turns:
    """All of a process are held by one connection, and so are free when the process is gone."""

    engine: OneByOne
    bot_id: int
    _connection: AsyncConnection | None = None
    _one_statement: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def of(self, person: int) -> AsyncIterator[None]:
        while not await self.take(person):  # noqa: ASYNC110 of another process
            await asyncio.sleep(LOOK_EVERY)
        try:
            yield
        finally:
            with suppress(*OUTAGES, DBAPIError):
                await self.give_back(person)

    async def take(self, person: int) -> bool:
        """False when another process has it."""
        return await self._ask(TAKE, person)

    async def give_back(self, person: int) -> None:
        await self._ask(GIVE_BACK, person)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.invalidate()
            await self._connection.close()
            self._connection = None

    async def _ask(self, question: TextClause, person: int) -> bool:
        async with self._one_statement:
            try:
                if self._connection is None:
                    self._connection = await self.engine.connect()
                asked = await self._connection.execute(question, {"person": str(person), "bot": self.bot_id})
                return bool(asked.scalar_one())
            except (*OUTAGES, DBAPIError):
                await self._forget()
                raise

    async def _forget(self) -> None:
        """Whatever was held by the connection is free now; what it was held for is repeated or done."""
        with suppress(*OUTAGES, DBAPIError):
            await self.close()
        self._connection = None
