"""Asking Telegram for updates."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramUnauthorizedError
from aiogram.methods import GetUpdates
from sqlalchemy.exc import DBAPIError

from bot.updates.inbox import Take
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

POLL_SECONDS = 20
LONGEST_PAUSE = 15.0
CONFLICTS = 5
"""So many refusals in a row mean that another program reads the updates of this bot."""


class BotTakenElsewhere(Exception):
    """Another poller has the token, or the token is not valid any more."""


@dataclass(frozen=True, slots=True)
class Polling:
    """Raises BotTakenElsewhere."""

    bot: Bot
    kinds: Sequence[str]

    async def __call__(self, take: Take) -> None:
        await self._forget_webhook()
        asking = GetUpdates(timeout=POLL_SECONDS, allowed_updates=list(self.kinds))
        failures = conflicts = 0
        while True:
            try:
                updates = await self.bot(asking, request_timeout=POLL_SECONDS + 10)
                if updates:
                    await take(updates)
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

    async def _forget_webhook(self) -> None:
        """Telegram refuses whoever asks while it brings updates to an address."""
        try:
            await self.bot.delete_webhook()
        except TelegramAPIError as error:
            logger.warning("the webhook is not forgotten: %s", type(error).__name__)
