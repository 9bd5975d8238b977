"""Keeping the pool of questions up to date with the bank."""

import asyncio
import logging

from psycopg import AsyncConnection as DriverConnection
from psycopg import Error as DriverError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.bitmaps import load_bitmaps
from serving.db.question_pool import BitmapPool
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

CHANNEL = "question_bank"
"""Notified by the pipelines after a release and after publishing difficulty."""

RETRY_SECONDS = 1.0


async def follow_bank(pool: BitmapPool, engine: AsyncEngine) -> None:
    """Loads the pool now and after every notice, for ever.

    During an outage, or before the schema is there, the last bank stays.
    """
    while True:
        try:
            await _follow_connection(pool, engine)
        except (*OUTAGES, DBAPIError, DriverError) as error:
            logger.warning("the question bank cannot be followed: %s", error)
        await asyncio.sleep(RETRY_SECONDS)


async def _follow_connection(pool: BitmapPool, engine: AsyncEngine) -> None:
    """Listens before it loads, so a release between the two is not missed."""
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await DriverConnection.connect(address, autocommit=True, connect_timeout=3) as connection:
        await connection.execute(f"listen {CHANNEL}")
        pool.swap(await load_bitmaps(engine))
        async for _ in connection.notifies():
            pool.swap(await load_bitmaps(engine))
