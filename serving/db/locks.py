"""One process at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

TAKE = text("select pg_try_advisory_lock(hashtextextended(:name, 0))")
EVERY_SECONDS = 1.0


@asynccontextmanager
async def only_one(engine: AsyncEngine, name: str) -> AsyncIterator[AsyncConnection]:
    """Waits until nobody else holds the name; it is given back with the connection, however it ends."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        while not (await connection.execute(TAKE, {"name": name})).scalar_one():  # noqa: ASYNC110 of another process
            await asyncio.sleep(EVERY_SECONDS)
        try:
            yield connection
        finally:
            await connection.invalidate()


async def is_taken(engine: AsyncEngine, name: str) -> bool:
    async with engine.connect() as connection:
        free: bool = (await connection.execute(TAKE, {"name": name})).scalar_one()
        await connection.invalidate()
    return not free


async def held(connection: AsyncConnection) -> None:
    """Returns by raising, when the connection that holds the lock is lost."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await connection.execute(text("select 1"))
