"""What becomes of an exception that a handler has left to others."""

from aiogram import Dispatcher
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter
from aiogram.types import ErrorEvent, Update
from aiogram.utils.formatting import Text
from dishka import AsyncContainer

from bot.middlewares.incidents import Incident
from bot.refusals import broken, refusal
from bot.replies import say, toast
from serving.core.errors import ProductError
from serving.core.identity import TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.unit_of_work import OUTAGES
from serving.logs import logger_named

log = logger_named("bot")


def add_error_handlers(dispatcher: Dispatcher, container: AsyncContainer) -> None:
    @dispatcher.errors()
    async def tell(event: ErrorEvent, incident: Incident) -> bool:
        error, update = event.exception, event.update
        if isinstance(error, (*OUTAGES, TelegramRetryAfter)):
            raise error  # the line repeats the update
        incident.outcome = "refused"
        if isinstance(error, TelegramForbiddenError):
            await _note_blocked(update, container)
        elif isinstance(error, ProductError):
            await _say(update, refusal(error))
        else:
            incident.outcome = "failed"
            await _admit(error, update, incident)
        return True


async def _admit(error: Exception, update: Update, incident: Incident) -> None:
    if isinstance(error, TelegramNetworkError):
        log.warning("telegram did not answer", incident=incident.id)
        return
    log.error("a handler failed", incident=incident.id, exc_info=error)
    await _say(update, broken(incident.id))


async def _say(update: Update, text: Text) -> None:
    person, bot = getattr(update.event, "from_user", None), update.bot
    if update.callback_query is not None:
        await toast(update.callback_query)
    if person is not None and bot is not None:
        await say(bot, person.id, text)


async def _note_blocked(update: Update, container: AsyncContainer) -> None:
    person = getattr(update.event, "from_user", None)
    if person is not None:
        await (await container.get(SqlTelegramChats)).blocked(TelegramId(person.id))
