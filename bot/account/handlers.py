import json
from dataclasses import asdict

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka
from pydantic import ValidationError

from bot.account import texts
from bot.account.keyboards import Do
from bot.account.page import AccountPage
from bot.replies import chat_of, reply, say, toast
from bot.steps import Typed
from serving.core.account.erase_student import EraseStudent
from serving.core.account.export_personal_data import ExportPersonalData
from serving.core.account.offer_log_in_code import OfferLogInCode
from serving.core.account.show_profile import ShowProfile
from serving.core.identity import Actor
from serving.core.leaderboard.choose_appearance import Appearance, ChooseAppearance, ShowAppearance

router = Router(name="account")


class Account(StatesGroup):
    naming = State()
    deleting = State()


@router.message(Command("me"))
async def show_account(message: Message, actor: Actor, page: FromDishka[AccountPage]) -> None:
    await reply(message, *await page(actor))


@router.message(Command("login"))
async def offer_code(
    message: Message, actor: Actor, offer: FromDishka[OfferLogInCode], profile: FromDishka[ShowProfile]
) -> None:
    await reply(message, texts.code(await offer(actor), (await profile(actor)).time_zone))


@router.callback_query(Do.filter(F.what == "code"))
async def offer_code_by_button(
    query: CallbackQuery, actor: Actor, offer: FromDishka[OfferLogInCode], profile: FromDishka[ShowProfile]
) -> None:
    await toast(query)
    assert query.bot is not None
    await say(query.bot, chat_of(query), texts.code(await offer(actor), (await profile(actor)).time_zone))


@router.callback_query(Do.filter(F.what == "name"))
async def ask_name(query: CallbackQuery, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Account.naming)
    await say(query.bot, chat_of(query), texts.ASK_NAME)


@router.message(Typed(Account.naming))
async def take_name(
    message: Message,
    actor: Actor,
    state: FSMContext,
    page: FromDishka[AccountPage],
    appearance: FromDishka[ShowAppearance],
    choose: FromDishka[ChooseAppearance],
) -> None:
    try:
        wanted = Appearance(listed=(await appearance(actor)).listed, display_name=message.text)
    except ValidationError:
        await reply(message, texts.BAD_NAME)
        return
    await state.set_state(None)
    await choose(actor, wanted)
    await reply(message, *await page(actor))


@router.callback_query(Do.filter(F.what == "data"))
async def send_data(query: CallbackQuery, actor: Actor, export: FromDishka[ExportPersonalData]) -> None:
    await toast(query)
    assert query.bot is not None
    everything = asdict(await export(actor))["records"]
    content = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    file = BufferedInputFile(content, "apo-data.json")
    await query.bot.send_document(chat_of(query), file, caption=str(texts.DATA_CAPTION))


@router.callback_query(Do.filter(F.what == "delete"))
async def ask_whether_sure(query: CallbackQuery, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Account.deleting)
    await say(query.bot, chat_of(query), texts.SURE)


@router.message(Typed(Account.deleting))
async def delete(message: Message, actor: Actor, state: FSMContext, erase: FromDishka[EraseStudent]) -> None:
    if (message.text or "").strip().casefold() != str(texts.CONFIRMATION):
        await state.set_state(None)
        await reply(message, texts.KEPT)
        return
    await state.clear()
    await erase(actor)
    await reply(message, texts.DELETED)
