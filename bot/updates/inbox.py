"""Updates are stored before Telegram is told that they came, and handled until they are done.

Why: Telegram forgets what a poller has confirmed, and the poller of aiogram confirms what is still in work:
a stop in the middle loses it.
"""

import asyncio
import logging
from collections.abc import Sequence

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramUnauthorizedError
from aiogram.methods import GetUpdates
from aiogram.types import Update
from sqlalchemy.exc import DBAPIError

from bot.updates.lines import Lines
from serving.db.repositories.telegram_updates import SqlTelegramUpdates
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

POLL_SECONDS = 20
MARK_EVERY = 0.05
DRAIN_SECONDS = 20.0
LONGEST_PAUSE = 15.0
CONFLICTS = 5
"""So many refusals in a row mean that another program reads the updates of this bot."""


class BotTakenElsewhere(Exception):
    """Another poller has the token, or the token is not valid any more."""


class Inbox:
    def __init__(self, bot: Bot, dispatcher: Dispatcher, updates: SqlTelegramUpdates) -> None:
        self._bot, self._dispatcher, self._updates = bot, dispatcher, updates
        self._done: list[int] = []
        self._lines = Lines(self._handle, self._done.append)

    async def run(self, stopping: asyncio.Event) -> None:
        """Until `stopping` is set and what was taken is handled. Raises BotTakenElsewhere."""
        for body in await self._updates.unfinished():
            self._lines.put(self._read(body))
        marking = asyncio.create_task(self._mark_for_ever())
        polling = asyncio.create_task(self._poll())
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (polling, stopped):
            task.cancel()
        await self._lines.drained(DRAIN_SECONDS)
        marking.cancel()
        await self._mark()
        if polling.done() and not polling.cancelled():
            polling.result()

    async def _poll(self) -> None:
        asking = GetUpdates(
            timeout=POLL_SECONDS, allowed_updates=self._dispatcher.resolve_used_update_types()
        )
        failures = conflicts = 0
        while True:
            try:
                updates = await self._bot(asking, request_timeout=POLL_SECONDS + 10)
                if updates:
                    await self._take(updates)
                    asking.offset = updates[-1].update_id + 1
            except TelegramUnauthorizedError as error:
                raise BotTakenElsewhere("APO_BOT_TOKEN is not a token of any bot") from error
            except TelegramConflictError as error:
                conflicts += 1
                if conflicts >= CONFLICTS:
                    raise BotTakenElsewhere("another program polls with the same APO_BOT_TOKEN") from error
                await asyncio.sleep(0.5)
            except (TelegramAPIError, DBAPIError, *OUTAGES) as error:
                failures += 1
                pause = min(LONGEST_PAUSE, 0.5 * 2.0 ** min(failures, 8))
                logger.warning("updates do not come, again in %.1f s: %s", pause, type(error).__name__)
                await asyncio.sleep(pause)
            else:
                failures = conflicts = 0

    async def _take(self, updates: Sequence[Update]) -> None:
        bodies = {
            update.update_id: update.model_dump(mode="json", exclude_none=True, by_alias=True)
            for update in updates
        }
        new = await self._updates.store(bodies)
        for update in updates:
            if update.update_id in new:
                self._lines.put(update)

    async def _handle(self, update: Update) -> object:
        return await self._dispatcher.feed_update(self._bot, update)

    def _read(self, body: object) -> Update:
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
