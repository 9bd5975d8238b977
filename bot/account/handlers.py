import json
from dataclasses import asdict

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from dishka.integrations.aiogram import FromDishka
from pydantic import ValidationError

from bot.account import texts
from bot.keyboards import keyboard
from bot.replies import chat_of, reply, say, show, toast
from serving.core.account.erase_student import EraseStudent
from serving.core.account.export_personal_data import ExportPersonalData
from serving.core.account.offer_log_in_code import OfferLogInCode
from serving.core.account.show_profile import ShowProfile
from serving.core.identity import Actor
from serving.core.leaderboard.choose_appearance import Appearance, ChooseAppearance, ShowAppearance
from serving.core.leaderboard.windows import MOSCOW

router = Router(name="account")


class Account(StatesGroup):
    naming = State()
    deleting = State()


class Do(CallbackData, prefix="d1"):
    what: str


@router.message(Command("me"))
async def show_profile(
    message: Message, actor: Actor, profile: FromDishka[ShowProfile], appearance: FromDishka[ShowAppearance]
) -> None:
    await reply(message, *_page(texts.profile(await profile(actor), seen := await appearance(actor)), seen))


@router.message(Command("login"))
async def offer_code(message: Message, actor: Actor, offer: FromDishka[OfferLogInCode]) -> None:
    await reply(message, texts.code(await offer(actor), MOSCOW))


@router.callback_query(Do.filter(F.what == "code"))
async def offer_code_by_button(query: CallbackQuery, actor: Actor, offer: FromDishka[OfferLogInCode]) -> None:
    await toast(query)
    assert query.bot is not None
    await say(query.bot, chat_of(query), texts.code(await offer(actor), MOSCOW))


@router.callback_query(Do.filter(F.what == "list"))
async def turn_listing(
    query: CallbackQuery,
    actor: Actor,
    profile: FromDishka[ShowProfile],
    appearance: FromDishka[ShowAppearance],
    choose: FromDishka[ChooseAppearance],
) -> None:
    await toast(query)
    before = await appearance(actor)
    after = await choose(actor, before.model_copy(update={"listed": not before.listed}))
    await show(query, *_page(texts.profile(await profile(actor), after), after))


@router.callback_query(Do.filter(F.what == "name"))
async def ask_name(query: CallbackQuery, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Account.naming)
    await say(query.bot, chat_of(query), texts.ASK_NAME)


@router.message(Account.naming, F.text & ~F.text.startswith("/"))
async def take_name(
    message: Message,
    actor: Actor,
    state: FSMContext,
    profile: FromDishka[ShowProfile],
    appearance: FromDishka[ShowAppearance],
    choose: FromDishka[ChooseAppearance],
) -> None:
    try:
        wanted = Appearance(listed=(await appearance(actor)).listed, display_name=message.text)
    except ValidationError:
        await reply(message, texts.BAD_NAME)
        return
    await state.set_state(None)
    after = await choose(actor, wanted)
    await reply(message, *_page(texts.profile(await profile(actor), after), after))


@router.callback_query(Do.filter(F.what == "data"))
async def send_data(query: CallbackQuery, actor: Actor, export: FromDishka[ExportPersonalData]) -> None:
    await toast(query)
    assert query.bot is not None
    everything = asdict(await export(actor))["records"]
    content = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    file = BufferedInputFile(content, "apo-data.json")
    await query.bot.send_document(chat_of(query), file, caption=texts.DATA_CAPTION)


@router.callback_query(Do.filter(F.what == "delete"))
async def ask_whether_sure(query: CallbackQuery, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Account.deleting)
    await say(query.bot, chat_of(query), texts.SURE)


@router.message(Account.deleting, F.text & ~F.text.startswith("/"))
async def delete(message: Message, actor: Actor, state: FSMContext, erase: FromDishka[EraseStudent]) -> None:
    if (message.text or "").strip().casefold() != texts.CONFIRMATION:
        await state.set_state(None)
        await reply(message, texts.KEPT)
        return
    await state.clear()
    await erase(actor)
    await reply(message, texts.DELETED)


def _page(text: Text, appearance: Appearance) -> tuple[Text, InlineKeyboardMarkup]:
    listing = texts.HIDE if appearance.listed else texts.LIST
    return text, keyboard(
        [(texts.CODE, Do(what="code"))],
        [(texts.RENAME, Do(what="name")), (listing, Do(what="list"))],
        [(texts.DATA, Do(what="data")), (texts.DELETE, Do(what="delete"))],
    )
