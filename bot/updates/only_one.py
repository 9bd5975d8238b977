"""One process that polls for a bot, or several behind its webhook; another is refused at its start."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

ALONE = text("select pg_try_advisory_lock(hashtextextended(:name, 0))")
BESIDE = text("select pg_try_advisory_lock_shared(hashtextextended(:name, 0))")
LOOK_EVERY = 5.0
WAIT = 5.0
"""Seconds in which a process that was killed leaves the lock."""

Take = Callable[[float], Awaitable[AsyncConnection]]


class AlreadyRuns(Exception):
    """Another process of the same bot holds the lock."""


@asynccontextmanager
async def only_one(
    engine: AsyncEngine, bot_id: int, *, shared: bool = False, wait: float = WAIT
) -> AsyncIterator[None]:
    """`shared` with others that say so. Raises AlreadyRuns. After an outage the lock is taken again."""
    take = partial(_locked, engine, BESIDE if shared else ALONE, f"telegram bot {bot_id}")
    connection = await take(wait)
    keeping = asyncio.create_task(_keep(take, connection))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


async def _locked(engine: AsyncEngine, lock: TextClause, name: str, wait: float) -> AsyncConnection:
    deadline = asyncio.get_running_loop().time() + wait
    while True:
        connection = await engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if (await connection.execute(lock, {"name": name})).scalar_one():
            return connection
        await connection.close()
        if asyncio.get_running_loop().time() > deadline:
            raise AlreadyRuns
        await asyncio.sleep(0.5)


async def _keep(take: Take, connection: AsyncConnection) -> None:
    try:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await connection.execute(text("select 1"))
            except (*OUTAGES, DBAPIError):
                logger.warning("the lock of the bot was lost with its connection")
                with suppress(*OUTAGES, DBAPIError):
                    await connection.close()
                with suppress(*OUTAGES, DBAPIError, AlreadyRuns):
                    connection = await take(WAIT)
    finally:
        await connection.close()
