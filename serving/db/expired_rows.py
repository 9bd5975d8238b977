"""Removing what has expired."""

import asyncio
import logging

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

EVERY_SECONDS = 600.0

ONE_AT_A_TIME = text("select pg_try_advisory_xact_lock(hashtext('expired rows'))")

EXPIRED = (
    text("delete from refresh_tokens where expires_at <= now()"),
    text("delete from one_time_codes where expires_at <= now()"),
    text("delete from idempotency_keys where expires_at <= now()"),
    text("delete from personal_tokens where expires_at <= now() - interval '30 days'"),
    text("delete from attempts where failed_at <= now() - interval '1 day'"),
    text("delete from telegram_updates where done_at <= now() - interval '1 day'"),
    text("delete from telegram_updates where received_at <= now() - interval '30 days'"),
    text("delete from webhook_events where happened_at <= now() - interval '30 days'"),
    text("delete from telegram_states where updated_at <= now() - interval '90 days'"),
)


class ExpiredRows:
    """The task that removes them while the process lives."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self.task = task


async def remove_expired_for_ever(engine: AsyncEngine) -> None:
    while True:
        try:
            await remove_expired(engine)
        except (*OUTAGES, DBAPIError) as error:
            logger.warning("expired rows are not removed: %s", type(error).__name__)
        await asyncio.sleep(EVERY_SECONDS)


async def remove_expired(engine: AsyncEngine) -> None:
    """One process at a time."""
    async with engine.begin() as connection:
        if (await connection.execute(ONE_AT_A_TIME)).scalar_one():
            for statement in EXPIRED:
                await connection.execute(statement)
