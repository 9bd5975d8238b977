"""Reminding of contests before they start, and ending them when their time has come."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.broadcasts.broadcasts import Content
from serving.core.contests.contests import Plan
from serving.core.identity import Clock
from serving.db.repositories.contest_ends import SqlContestEnds
from serving.db.repositories.contest_reminders import SqlContestReminders
from serving.delivery.channels import LOOK_EVERY, alone
from serving.delivery.texts import TITLE, reminder


async def keep_contests(engine: AsyncEngine, clock: Clock) -> None:
    """For ever, as the only one."""
    ends, reminders = SqlContestEnds(engine, clock), SqlContestReminders(engine, clock, words_of)

    async def looking() -> None:
        while True:
            while await ends.collect():
                pass
            while await reminders.remind():
                pass
            await reminders.expire()
            await asyncio.sleep(LOOK_EVERY)

    await alone(engine, "ends of contests", looking)


def words_of(plan: Plan, subject: str) -> Content:
    text = reminder(plan.title, subject, plan.starts_at, plan.ends_at, plan.minutes)
    return Content(title=TITLE, text=text)
