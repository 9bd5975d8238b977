"""What the bot adds to the providers that every edge shares."""

from aiogram import Bot
from aiogram.types import TelegramObject
from dishka import Provider, Scope, decorate, from_context, provide, provide_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.account.page import AccountPage
from bot.broadcasts.page import BroadcastPages
from bot.contests.pages import ContestPages
from bot.contests.sitting import Sit
from bot.contests.student_pages import StudentPages
from bot.filters.handlers import FilterPages
from bot.settling import in_hand
from bot.training.showing import ShowQuestion
from serving.core.identity import Address
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.repositories.telegram_files import SqlTelegramFiles
from serving.db.repositories.telegram_notices import SqlTelegramNotices
from serving.db.repositories.telegram_states import SqlTelegramStates
from serving.db.repositories.telegram_updates import SqlTelegramUpdates


class BotProvider(Provider):
    bot = from_context(Bot, scope=Scope.APP)
    stores = provide_all(
        SqlTelegramChats,
        SqlTelegramFiles,
        SqlTelegramNotices,
        SqlTelegramStates,
        SqlTelegramUpdates,
        scope=Scope.APP,
    )
    pages = provide_all(
        AccountPage,
        BroadcastPages,
        ContestPages,
        FilterPages,
        ShowQuestion,
        Sit,
        StudentPages,
        scope=Scope.REQUEST,
    )

    @provide(scope=Scope.REQUEST)
    def address(self, event: TelegramObject) -> Address:
        person = getattr(event, "from_user", None)
        return Address(f"telegram {person.id if person else 'unknown'}")

    @decorate
    def connection(self, connection: AsyncConnection) -> AsyncConnection:
        in_hand.set(connection)
        return connection
