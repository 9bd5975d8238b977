"""One process for a bot: the second is refused before it takes anything."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

LOCK = text("select pg_try_advisory_lock(hashtextextended(:name, 0))")
LOOK_EVERY = 5.0
WAIT = 5.0
"""Seconds in which a process that was killed leaves the lock."""


class AlreadyRuns(Exception):
    """Another process of the same bot holds the lock."""


@asynccontextmanager
async def only_one(engine: AsyncEngine, bot_id: int, wait: float = WAIT) -> AsyncIterator[None]:
    """Raises AlreadyRuns. After an outage of the database the lock is taken again."""
    name = f"telegram bot {bot_id}"
    connection = await _locked(engine, name, wait)
    keeping = asyncio.create_task(_keep(engine, connection, name))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


async def _locked(engine: AsyncEngine, name: str, wait: float) -> AsyncConnection:
    deadline = asyncio.get_running_loop().time() + wait
    while True:
        connection = await engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if (await connection.execute(LOCK, {"name": name})).scalar_one():
            return connection
        await connection.close()
        if asyncio.get_running_loop().time() > deadline:
            raise AlreadyRuns
        await asyncio.sleep(0.5)


async def _keep(engine: AsyncEngine, connection: AsyncConnection, name: str) -> None:
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
                    connection = await _locked(engine, name, WAIT)
    finally:
        await connection.close()
