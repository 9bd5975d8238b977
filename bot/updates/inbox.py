"""Updates are stored before Telegram is told that they came, and handled until they are done.

Why: Telegram forgets what a poller has confirmed or a webhook has answered, and aiogram's confirm what is
still in work: a stop in the middle loses it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from sqlalchemy.exc import DBAPIError

from bot.updates.lines import Lines, sender
from bot.updates.turns import Turns
from serving.db.repositories.telegram_updates import Body, SqlTelegramUpdates
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

MARK_EVERY = 0.05
DRAIN_SECONDS = 20.0
LEFT_AFTER = 5.0
"""Seconds: what another process has not begun for so long is taken over."""

Take = Callable[[Sequence[Update]], Awaitable[None]]
"""Returns when they are stored; raises what the database raises."""
Source = Callable[[Take], Awaitable[None]]
"""Brings updates until it is cancelled."""


class Inbox:
    """With `turns`, other processes handle updates of the same bot beside this one."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, updates: SqlTelegramUpdates, turns: Turns | None = None
    ) -> None:
        self._bot, self._dispatcher, self._updates, self._turns = bot, dispatcher, updates, turns
        self._done: list[int] = []
        self._lines = Lines(self._handle if turns is None else self._handle_in_turn, self._done.append)

    async def run(self, source: Source, stopping: asyncio.Event) -> None:
        """Until `stopping` is set and what was taken is handled. Raises what the source raises."""
        beside = [asyncio.create_task(self._mark_for_ever())]
        if self._turns is None:
            self._queue(await self._updates.unfinished())
        else:
            beside.append(asyncio.create_task(self._take_over(self._turns)))
        bringing = asyncio.create_task(_until_cancelled(source(self._take)))
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({bringing, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (bringing, stopped):
            task.cancel()
        await asyncio.wait({bringing})
        await self._lines.drained(DRAIN_SECONDS)
        for task in beside:
            task.cancel()
        await self._mark()
        await bringing

    async def _take(self, updates: Sequence[Update]) -> None:
        bodies = {
            update.update_id: (
                sender(update),
                update.model_dump(mode="json", exclude_none=True, by_alias=True),
            )
            for update in updates
        }
        new = await self._updates.store(bodies)
        for update in updates:
            if update.update_id in new:
                self._lines.put(update)

    async def _handle(self, update: Update) -> object:
        return await self._dispatcher.feed_update(self._bot, update)

    async def _handle_in_turn(self, update: Update) -> None:
        """With those of the same person that another process has stored before; none, if it has done them."""
        assert self._turns is not None
        person = sender(update)
        async with self._turns.of(person):
            for body in await self._updates.waiting(person, update.update_id):
                each = self._read(body)
                await self._handle(each)
                await self._updates.finish([each.update_id])

    async def _take_over(self, turns: Turns) -> None:
        """What nobody is at work on, as the process that stored it is gone."""
        waited = 0.0
        while True:
            try:
                for person in await self._updates.left(waited):
                    if person not in self._lines and await turns.take(person):
                        try:
                            self._queue(await self._updates.unfinished(person))
                        finally:
                            await turns.give_back(person)
            except (*OUTAGES, DBAPIError) as error:
                logger.warning("nothing is taken over yet: %s", type(error).__name__)
            waited = LEFT_AFTER
            await asyncio.sleep(LEFT_AFTER)

    def _queue(self, bodies: Sequence[Body]) -> None:
        for body in bodies:
            self._lines.put(self._read(body))

    def _read(self, body: Body) -> Update:
        return Update.model_validate(body, context={"bot": self._bot})

    async def _mark_for_ever(self) -> None:
        while True:
            await asyncio.sleep(MARK_EVERY)
            await self._mark()

    async def _mark(self) -> None:
        """An update that could not be marked is handled again at the next start, which changes nothing."""
        done = self._done.copy()
        if not done:
            return
        try:
            await self._updates.finish(done)
        except (*OUTAGES, DBAPIError) as error:
            logger.warning("handled updates are not marked yet: %s", type(error).__name__)
        else:
            del self._done[: len(done)]


async def _until_cancelled(bringing: Awaitable[None]) -> None:
    with suppress(asyncio.CancelledError):
        await bringing
