"""Keeping deliveries going, whatever happens to the database meanwhile."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.channels import Sender
from serving.core.broadcasts.gate import Gate
from serving.db.locks import held, only_one
from serving.db.repositories.deliveries import SqlDeliveries
from serving.db.repositories.runs import SqlRuns
from serving.db.unit_of_work import OUTAGES
from serving.delivery.runner import Runner

logger = logging.getLogger(__name__)

AFTER_OUTAGE = 1.0
LOOK_EVERY = 0.5
RUNS = "runs of broadcasts"


async def deliver(engine: AsyncEngine, deliveries: SqlDeliveries, sender: Sender, gate: Gate) -> None:
    """For ever, as the only one who sends by this channel."""

    async def sending() -> None:
        await deliveries.abandon(sender.channel)
        await Runner(sender, deliveries, gate).run()

    await alone(engine, f"deliveries by {sender.channel}", sending)


async def keep_runs(engine: AsyncEngine, runs: SqlRuns) -> None:
    """Begins what is due, ends what is done and fills the inbox, for ever."""

    async def looking() -> None:
        while True:
            await runs.start_due()
            await runs.put_into_inbox()
            await runs.finish()
            await asyncio.sleep(LOOK_EVERY)

    await alone(engine, RUNS, looking)


async def alone(engine: AsyncEngine, name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Again after every outage; others who want the same name wait until we are gone."""

    async def working() -> None:
        await work()

    while True:
        try:
            async with only_one(engine, name) as lock, asyncio.TaskGroup() as group:
                group.create_task(held(lock))
                group.create_task(working())
        except* (*OUTAGES, DBAPIError) as errors:
            logger.warning("%s: the database does not answer: %s", name, type(errors.exceptions[0]).__name__)
        await asyncio.sleep(AFTER_OUTAGE)
