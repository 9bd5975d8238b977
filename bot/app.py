"""The dispatcher: who handles what, in which order, and what happens around it."""

from collections.abc import Sequence

from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import LinkPreviewOptions, TelegramObject
from dishka import AsyncContainer, make_async_container
from dishka.integrations.aiogram import AiogramProvider, inject_router, setup_dishka

from bot.account.handlers import router as account
from bot.account.settings import router as choices
from bot.broadcasts.decorating import router as decorating
from bot.broadcasts.drafting import router as drafts
from bot.broadcasts.handlers import router as wishes
from bot.broadcasts.menu import router as broadcasts
from bot.broadcasts.regions import router as regions
from bot.broadcasts.timing import router as timing
from bot.contests.answering import router as contest_answers
from bot.contests.changing import router as conditions
from bot.contests.duels import router as duels
from bot.contests.handlers import router as contests
from bot.contests.making import router as making
from bot.contests.opening import router as links_of_contests
from bot.contests.sitting import router as sitting
from bot.contests.steering import router as steering
from bot.di import BotProvider
from bot.errors import add_error_handlers
from bot.exports.handlers import router as exports
from bot.filters.handlers import router as filters
from bot.leaderboard.handlers import router as leaderboard
from bot.middlewares.incidents import note_incidents
from bot.middlewares.students import Recognise
from bot.middlewares.throttle import Throttle
from bot.plan.handlers import router as plan
from bot.registration.handlers import router as registration
from bot.registration.language import router as language
from bot.reports.handlers import router as reports
from bot.requests import PatientRequests
from bot.settling import Settled
from bot.start.handlers import router as start
from bot.start.strangers import router as strangers
from bot.statistics.handlers import router as statistics
from bot.training.answering import router as answering
from bot.training.handlers import router as training
from bot.training.opening import router as questions
from serving.core.identity import Actor
from serving.db.repositories.telegram_chats import SqlTelegramChats
from serving.db.repositories.telegram_states import SqlTelegramStates
from serving.di import providers
from serving.settings import Settings, SettingsError

OF_LINKS = (questions, links_of_contests)
"""Before /start, which takes whatever no link of a student is."""
OF_STUDENTS = (
    training,
    filters,
    statistics,
    account,
    choices,
    leaderboard,
    reports,
    plan,
    wishes,
    broadcasts,
    drafts,
    decorating,
    regions,
    timing,
    exports,
    contests,
    duels,
    making,
    conditions,
    steering,
    sitting,
    contest_answers,
    answering,
)


def create_bot(settings: Settings) -> Bot:
    if settings.bot_token is None:
        raise SettingsError("APO_BOT_TOKEN is not set; BotFather gives one")
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.bot_api_url))
    session.middleware(Settled())
    session.middleware(PatientRequests())
    quiet = DefaultBotProperties(link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=quiet)


def create_container(settings: Settings, bot: Bot) -> AsyncContainer:
    return make_async_container(
        *providers(), BotProvider(), AiogramProvider(), context={Settings: settings, Bot: bot}
    )


async def create_dispatcher(container: AsyncContainer) -> Dispatcher:
    """Dishka stands on the root router: on the dispatcher it would open two scopes for an update.

    aiogram's own way to dialogues is off: it would read them in a round trip more.
    """
    dispatcher = Dispatcher(disable_fsm=True)
    note_incidents(dispatcher)
    root = Router(name="root")
    throttle = Throttle()
    root.callback_query.outer_middleware(throttle)
    setup_dishka(container, root)
    recognise = Recognise(await container.get(SqlTelegramChats), await container.get(SqlTelegramStates))
    for observer in (root.message, root.callback_query, root.my_chat_member):
        observer.outer_middleware(recognise)
    links, students = _students_only("links", OF_LINKS), _students_only("students", OF_STUDENTS)
    root.include_routers(links, start, language, registration, students, strangers)
    dispatcher.include_router(root)
    inject_router(root)
    add_error_handlers(dispatcher, container)
    return dispatcher


def _students_only(name: str, routers: Sequence[Router]) -> Router:
    """The gate: a stranger's message or tap goes on to the last handlers."""
    gate = Router(name=name)
    for observer in (gate.message, gate.callback_query):
        observer.filter(_is_student)
    gate.include_routers(*routers)
    return gate


async def _is_student(_: TelegramObject, actor: Actor | None) -> bool:
    return actor is not None
