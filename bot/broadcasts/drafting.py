"""Writing a broadcast, and confirming it by the number of its recipients."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka
from pydantic import TypeAdapter, ValidationError

from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import Give, Order, Write
from bot.broadcasts.page import BroadcastPages
from bot.broadcasts.states import BROADCAST, Drafting
from bot.broadcasts.texts import miscounted
from bot.replies import chat_of, reply, say, toast
from bot.steps import Typed
from serving.core.broadcasts.broadcasts import Audience, BroadcastId, Channel, Content, Plan, Title
from serving.core.broadcasts.change_draft import ChangeDraft
from serving.core.broadcasts.confirm_broadcast import ConfirmBroadcast
from serving.core.broadcasts.draft_broadcast import DraftBroadcast
from serving.core.broadcasts.errors import RecipientsMiscounted
from serving.core.identity import Actor

router = Router(name="drafts of broadcasts")
TITLE = "broadcast_title"
title_adapter = TypeAdapter[str](Title)


@router.callback_query(Write.filter())
async def ask_title(query: CallbackQuery, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Drafting.title)
    await say(query.bot, chat_of(query), texts.ASK_TITLE)


@router.message(Typed(Drafting.title))
async def take_title(message: Message, state: FSMContext) -> None:
    try:
        title = title_adapter.validate_python(message.text)
    except ValidationError:
        await reply(message, texts.BAD_TITLE)
        return
    await state.set_state(Drafting.text)
    await state.update_data({TITLE: title, BROADCAST: None})
    await reply(message, texts.ASK_TEXT)


@router.callback_query(Give.filter(F.order == Order.REWRITE))
async def ask_text(query: CallbackQuery, callback_data: Give, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Drafting.text)
    await state.update_data({BROADCAST: callback_data.broadcast})
    await say(query.bot, chat_of(query), texts.ASK_TEXT)


@router.message(Typed(Drafting.text))
async def take_text(
    message: Message,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[BroadcastPages],
    draft: FromDishka[DraftBroadcast],
    change: FromDishka[ChangeDraft],
) -> None:
    kept = await state.get_data()
    broadcast_id: BroadcastId | None = kept[BROADCAST]
    before = None if broadcast_id is None else (await pages.show(actor, broadcast_id)).broadcast.plan
    try:
        plan = written(message.text or "", kept.get(TITLE, ""), before)
    except ValidationError:
        await reply(message, texts.BAD_TEXT)
        return
    await state.set_state(None)
    if broadcast_id is None:
        broadcast_id = await draft(actor, plan)
    else:
        await change(actor, broadcast_id, plan)
    await reply(message, *await pages.one(actor, broadcast_id))


@router.callback_query(Give.filter(F.order == Order.CONFIRM))
async def ask_count(query: CallbackQuery, callback_data: Give, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Drafting.count)
    await state.update_data({BROADCAST: callback_data.broadcast})
    await say(query.bot, chat_of(query), texts.ASK_COUNT)


@router.message(Typed(Drafting.count))
async def take_count(
    message: Message,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[BroadcastPages],
    confirm: FromDishka[ConfirmBroadcast],
) -> None:
    typed, broadcast_id = (message.text or "").strip(), BroadcastId((await state.get_data())[BROADCAST])
    if not typed.isdecimal():
        await reply(message, texts.NO_NUMBER)
        return
    try:
        await confirm(actor, broadcast_id, int(typed))
    except RecipientsMiscounted as error:
        await reply(message, miscounted(error))
        return
    await state.set_state(None)
    await reply(message, *await pages.one(actor, broadcast_id))


def written(text: str, title: str, before: Plan | None) -> Plan:
    """Raises ValidationError."""
    if before is None:
        return Plan(Content(title=title, text=text), (Channel.TELEGRAM,), Audience())
    content = Content.model_validate(before.content.model_dump() | {"text": text})
    return replace(before, content=content)
