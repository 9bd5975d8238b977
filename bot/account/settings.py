"""What a student chooses for himself."""

from aiogram import F, Router
from aiogram.types import BotCommandScopeChat, CallbackQuery
from dishka.integrations.aiogram import FromDishka

from bot.account import keyboards, texts
from bot.account.keyboards import Do, Live, Read
from bot.account.page import AccountPage
from bot.languages import speak
from bot.replies import chat_of, show, toast
from bot.start.texts import commands
from serving.core.account.change_profile import ChangeProfile
from serving.core.broadcasts.opt_out import OptOut, WantsBroadcasts
from serving.core.identity import Actor, TelegramId
from serving.core.leaderboard.choose_appearance import ChooseAppearance, ShowAppearance
from serving.db.repositories.telegram_chats import SqlTelegramChats

router = Router(name="settings")


@router.callback_query(Do.filter(F.what == "page"))
async def look(query: CallbackQuery, actor: Actor, page: FromDishka[AccountPage]) -> None:
    await toast(query)
    await show(query, *await page(actor))


@router.callback_query(Do.filter(F.what == "list"))
async def turn_listing(
    query: CallbackQuery,
    actor: Actor,
    page: FromDishka[AccountPage],
    appearance: FromDishka[ShowAppearance],
    choose: FromDishka[ChooseAppearance],
) -> None:
    await toast(query)
    before = await appearance(actor)
    await choose(actor, before.model_copy(update={"listed": not before.listed}))
    await show(query, *await page(actor))


@router.callback_query(Do.filter(F.what == "broadcasts"))
async def turn_broadcasts(
    query: CallbackQuery,
    actor: Actor,
    page: FromDishka[AccountPage],
    wants: FromDishka[WantsBroadcasts],
    opt_out: FromDishka[OptOut],
) -> None:
    await toast(query)
    await opt_out(actor.student_id, wanted=not await wants(actor))
    await show(query, *await page(actor))


@router.callback_query(Read.filter())
async def take_language(
    query: CallbackQuery,
    callback_data: Read,
    actor: Actor,
    telegram_id: TelegramId,
    page: FromDishka[AccountPage],
    chats: FromDishka[SqlTelegramChats],
) -> None:
    """The menu of commands changes with it, in this chat alone."""
    await toast(query)
    assert query.bot is not None
    await chats.reads(telegram_id, callback_data.language)
    speak(callback_data.language)
    await query.bot.set_my_commands(commands(), scope=BotCommandScopeChat(chat_id=chat_of(query)))
    await show(query, *await page(actor))


@router.callback_query(Do.filter(F.what == "zone"))
async def ask_zone(query: CallbackQuery) -> None:
    await toast(query)
    await show(query, texts.ASK_ZONE, keyboards.zones())


@router.callback_query(Live.filter())
async def take_zone(
    query: CallbackQuery,
    callback_data: Live,
    actor: Actor,
    page: FromDishka[AccountPage],
    change: FromDishka[ChangeProfile],
) -> None:
    await toast(query)
    offered = list(texts.ZONES)
    if 0 <= callback_data.place < len(offered):
        await change(actor, {"time_zone": offered[callback_data.place]})
    await show(query, *await page(actor))
