"""Updates that Telegram brings by itself."""

import asyncio
import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramUnauthorizedError
from aiogram.types import Update
from aiohttp import web
from pydantic import SecretStr, ValidationError
from sqlalchemy.exc import DBAPIError

from bot.updates.inbox import Take
from bot.updates.polling import BotTakenElsewhere
from serving.db.unit_of_work import OUTAGES
from serving.settings import SettingsError

logger = logging.getLogger(__name__)

AGAIN = 5.0
"""Seconds until Telegram is told the address once more."""


def webhook_secret(key: SecretStr, token: str) -> str:
    """What Telegram shows with each update; the same after a restart, and of no use for anything else."""
    return hmac.new(key.get_secret_value().encode(), f"webhook of {token}".encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Raises SettingsError and BotTakenElsewhere. Telegram keeps the address while the bot is down."""

    bot: Bot
    kinds: Sequence[str]
    url: str
    secret: str
    host: str
    port: int

    async def __call__(self, take: Take) -> None:
        app = web.Application()
        app.router.add_post(urlsplit(self.url).path or "/", partial(self.receive, take))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
        await runner.setup()
        try:
            await self._listen(runner)
            await self._tell_the_address()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def receive(self, take: Take, request: web.Request) -> web.Response:
        """Telegram repeats what was not answered by 200."""
        shown = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(shown.encode(errors="replace"), self.secret.encode()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            update = Update.model_validate_json(await request.read(), context={"bot": self.bot})
            await take([update])
        except ValidationError:
            logger.error("what came to the webhook is no update")
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        except (DBAPIError, *OUTAGES) as error:
            logger.warning("an update cannot be stored: %s", type(error).__name__)
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError as error:
            raise SettingsError(f"Port {self.port} is taken; set APO_BOT_WEBHOOK_PORT") from error

    async def _tell_the_address(self) -> None:
        while True:
            try:
                await self.bot.set_webhook(
                    self.url, secret_token=self.secret, allowed_updates=list(self.kinds)
                )
            except TelegramUnauthorizedError as error:
                raise BotTakenElsewhere("APO_BOT_TOKEN is not a token of any bot") from error
            except TelegramBadRequest as error:
                raise SettingsError(f"Telegram refuses APO_BOT_WEBHOOK_URL: {error.message}") from error
            except TelegramAPIError as error:
                logger.warning("Telegram does not know the address yet: %s", type(error).__name__)
                await asyncio.sleep(AGAIN)
            else:
                return
