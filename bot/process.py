"""One run of the bot, from the lock to the last handled update."""

import asyncio
import gc
import logging
from time import monotonic

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from dishka import AsyncContainer
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import create_bot, create_container, create_dispatcher
from bot.broadcasts.sender import TelegramSender
from bot.exports.files import BringExport
from bot.notices.courier import Courier
from bot.pacing import Paced
from bot.start.texts import commands
from bot.updates.inbox import Inbox, Source
from bot.updates.only_one import AlreadyRuns, only_one
from bot.updates.polling import Polling
from bot.updates.turns import Turns
from bot.updates.webhook import Webhook, webhook_secret
from serving.core.broadcasts.broadcasts import Channel
from serving.core.broadcasts.count_recipients import PER_SECOND
from serving.core.broadcasts.gate import Gate
from serving.core.filters.ports import QuestionPool
from serving.core.identity import Clock
from serving.db.repositories.deliveries import SqlDeliveries
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.repositories.telegram_notices import SqlTelegramNotices
from serving.db.repositories.telegram_updates import SqlTelegramUpdates
from serving.db.unit_of_work import OneByOne
from serving.delivery.channels import alone, deliver
from serving.files import Files
from serving.settings import Settings, SettingsError

logger = logging.getLogger(__name__)


async def run(settings: Settings, stopping: asyncio.Event, host: str) -> None:
    """Raises SettingsError, AlreadyRuns and BotTakenElsewhere."""
    bot = create_bot(settings)
    gate = Gate(PER_SECOND[Channel.TELEGRAM], monotonic, asyncio.sleep)
    bot.session.middleware(Paced(gate))
    container = create_container(settings, bot)
    try:
        dispatcher = await create_dispatcher(container)
        await container.get(QuestionPool)
        updates = await container.get(SqlTelegramUpdates)
        engine, several = await container.get(AsyncEngine), settings.bot_webhook_url is not None
        turns = Turns(await container.get(OneByOne), bot.id) if several else None
        async with only_one(engine, bot.id, shared=several):
            await _introduce(bot)
            beside = [
                asyncio.create_task(_bring_notices(container, bot)),
                asyncio.create_task(_broadcast(container, bot, gate)),
            ]
            gc.freeze()  # the collector need not walk through aiogram's classes again and again
            logger.info("the bot is ready; updates given up so far: %d", await updates.parked())
            source = source_of(settings, bot, dispatcher, host)
            await Inbox(bot, dispatcher, updates, turns).run(source, stopping)
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        if turns is not None:
            await turns.close()
    finally:
        await container.close()
        await bot.session.close()


def source_of(settings: Settings, bot: Bot, dispatcher: Dispatcher, host: str) -> Source:
    """Raises SettingsError."""
    kinds = dispatcher.resolve_used_update_types()
    if settings.bot_webhook_url is None:
        return Polling(bot, kinds)
    if settings.secret_key is None:
        raise SettingsError("APO_SECRET_KEY is not set; it signs what Telegram sends to APO_BOT_WEBHOOK_URL")
    secret = webhook_secret(settings.secret_key, bot.token)
    return Webhook(bot, kinds, settings.bot_webhook_url, secret, host, settings.bot_webhook_port)


async def _bring_notices(container: AsyncContainer, bot: Bot) -> None:
    notices, chats = await container.get(SqlTelegramNotices), await container.get(SqlTelegramChats)
    export = BringExport(bot, await container.get(Files), (await container.get(Settings)).links)
    courier = Courier(bot, notices, chats, export)
    await alone(await container.get(AsyncEngine), f"notices of bot {bot.id}", courier.bring_for_ever)


async def _broadcast(container: AsyncContainer, bot: Bot, gate: Gate) -> None:
    engine, clock = await container.get(AsyncEngine), await container.get(Clock)
    sender = TelegramSender(bot, await container.get(Files), await container.get(SqlTelegramChats))
    await deliver(engine, SqlDeliveries(engine, clock), sender, gate)


async def runs(settings: Settings) -> bool:
    """Does a process hold the lock of the bot, somewhere?"""
    bot = create_bot(settings)
    container = create_container(settings, bot)
    try:
        async with only_one(await container.get(AsyncEngine), bot.id, wait=0):
            return False
    except AlreadyRuns:
        return True
    finally:
        await container.close()
        await bot.session.close()


async def _introduce(bot: Bot) -> None:
    """The menu of commands; without it the bot works as well."""
    try:
        await bot.set_my_commands(commands())
    except TelegramAPIError as error:
        logger.warning("the commands are not set: %s", type(error).__name__)
