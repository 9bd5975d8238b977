"""Ending contests when their time has come."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from serving.db.repositories.contest_ends import SqlContestEnds
from serving.delivery.channels import LOOK_EVERY, alone


async def keep_contests(engine: AsyncEngine, ends: SqlContestEnds) -> None:
    """For ever, as the only one."""

    async def looking() -> None:
        while True:
            while await ends.collect():
                pass
            await asyncio.sleep(LOOK_EVERY)

    await alone(engine, "ends of contests", looking)
