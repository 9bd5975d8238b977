"""What each refusal of the product is in Telegram's words; a test walks all of them."""

from collections.abc import Mapping

from aiogram import Dispatcher
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter
from aiogram.types import ErrorEvent, Update
from aiogram.utils.formatting import Text
from dishka import AsyncContainer

from bot.middlewares.incidents import INCIDENT
from bot.replies import say, toast
from bot.training.texts import SESSION_FINISHED, too_strict
from serving.core import errors as product
from serving.core.account import errors as account
from serving.core.identity import TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.unit_of_work import OUTAGES
from serving.logs import logger_named

log = logger_named("bot")

GONE = Text("Такого профиля больше нет. Начать заново: /start")
STALE = Text("Это уже неактуально. Меню: /help")
LATER = Text("Банк вопросов ещё загружается, попробуй через несколько секунд.")
REFUSALS: Mapping[type[product.ProductError], Text] = {
    product.TokenRefused: GONE,
    product.SubjectUnknown: Text("Такого предмета больше нет. Выбрать другой: /train"),
    product.SessionNotFound: SESSION_FINISHED,
    product.SessionFinished: SESSION_FINISHED,
    product.ServeNotFound: SESSION_FINISHED,
    product.FiltersNotDefault: Text("С фильтрами соревноваться нельзя. Сбросить их: /filters"),
    product.FiltersTooStrict: too_strict(None),
    product.FilterValuesUnknown: Text("Таких тем или источников больше нет. Посмотри ещё раз: /filters"),
    product.AnswerMalformed: Text("Не понял ответ. Попробуй ещё раз."),
    product.BankNotLoaded: LATER,
    product.SliceTooSmall: Text("Для такого рейтинга пока мало участников."),
    product.RoleMissing: Text("Это могут только кафедры и администраторы."),
    account.TelegramTaken: Text("Этот Telegram уже связан с другим профилем."),
}
"""Others cannot be met here, or their handlers say them; they read as `STALE`."""


def add_error_handlers(dispatcher: Dispatcher, container: AsyncContainer) -> None:
    @dispatcher.errors()
    async def tell(event: ErrorEvent, **data: object) -> bool:
        error, update = event.exception, event.update
        if isinstance(error, (*OUTAGES, TelegramRetryAfter)):
            raise error  # the line repeats the update
        if isinstance(error, TelegramForbiddenError):
            await _note_blocked(update, container)
        elif isinstance(error, product.ProductError):
            await _say(update, refusal(error))
        elif isinstance(error, TelegramNetworkError):
            log.warning("telegram did not answer", incident=data.get(INCIDENT))
        else:
            log.error("a handler failed", incident=data.get(INCIDENT), exc_info=error)
            await _say(update, broken(str(data.get(INCIDENT))))
        return True


def refusal(error: product.ProductError) -> Text:
    return REFUSALS.get(type(error), STALE)


def broken(incident: str) -> Text:
    return Text(f"Что-то сломалось, код {incident}. Мы уже видим это в журнале; попробуй ещё раз.")


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
