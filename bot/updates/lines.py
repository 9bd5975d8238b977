"""A line for each person: his updates are handled in order, different people's at once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import Update

from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

AT_ONCE = 16
"""Fewer than the connections of the database pool."""
PAUSE = 1.0
"""Seconds between attempts while the database is away."""

Handle = Callable[[Update], Awaitable[object]]


class Lines:
    def __init__(self, handle: Handle, done: Callable[[int], None]) -> None:
        self._handle = handle
        self._done = done
        self._waiting: dict[int, deque[Update]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._workers: set[asyncio.Task[None]] = set()

    def __contains__(self, person: int) -> bool:
        """Does anything of his wait here, or is at work?"""
        return person in self._waiting

    def put(self, update: Update) -> None:
        person = sender(update)
        if person in self._waiting:
            self._waiting[person].append(update)
            return
        self._waiting[person] = deque([update])
        worker = asyncio.create_task(self._work(person))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def drained(self, seconds: float) -> bool:
        """False when some are still at work; what is not done is handled at the next start."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=seconds)
        left = list(self._workers)
        for worker in left:
            worker.cancel()
        return not left

    async def _work(self, person: int) -> None:
        waiting = self._waiting[person]
        while waiting:
            async with self._places:
                await self._until_handled(waiting[0])
            self._done(waiting.popleft().update_id)
        del self._waiting[person]

    async def _until_handled(self, update: Update) -> None:
        """An update is repeated while the database is away, or Telegram asks to wait."""
        while True:
            try:
                await self._handle(update)
            except OUTAGES as error:
                logger.warning("the database is away: %s", type(error).__name__)
                await asyncio.sleep(PAUSE)
            except TelegramRetryAfter as refused:
                await asyncio.sleep(refused.retry_after)
            except Exception:
                logger.exception("update %s was given up", update.update_id)
                return
            else:
                return


def sender(update: Update) -> int:
    """Whose line it joins; an update of nobody has a line of its own."""
    person = getattr(update.event, "from_user", None)
    return person.id if person else -update.update_id
