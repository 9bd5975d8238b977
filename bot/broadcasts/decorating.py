"""What stands around the text of a draft: a picture above it, buttons that open addresses below."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka
from pydantic import ValidationError

from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import Give, Order
from bot.broadcasts.page import BroadcastPages
from bot.broadcasts.states import BROADCAST, Drafting
from bot.replies import chat_of, reply, say, show, toast
from bot.steps import Pictured, Typed
from serving.core.broadcasts.broadcasts import BroadcastId, Content, Plan
from serving.core.broadcasts.change_draft import ChangeDraft
from serving.core.broadcasts.keep_picture import KeepPicture
from serving.core.identity import Actor

router = Router(name="decorating broadcasts")


@router.callback_query(Give.filter(F.order == Order.PICTURE))
async def ask_picture(query: CallbackQuery, callback_data: Give, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Drafting.picture)
    await state.update_data({BROADCAST: callback_data.broadcast})
    await say(query.bot, chat_of(query), texts.ASK_PICTURE)


@router.message(Pictured(Drafting.picture))
async def take_picture(
    message: Message,
    picture: str,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[BroadcastPages],
    keep: FromDishka[KeepPicture],
    change: FromDishka[ChangeDraft],
) -> None:
    broadcast_id = BroadcastId((await state.get_data())[BROADCAST])
    assert message.bot is not None
    content = await message.bot.download(picture)
    assert content is not None
    digest = await keep(actor, content.read())
    plan = (await pages.show(actor, broadcast_id)).broadcast.plan
    try:
        await change(actor, broadcast_id, decorated(plan, photo=digest))
    except ValidationError:
        await reply(message, texts.LONG_CAPTION)
    await state.set_state(None)
    await reply(message, *await pages.one(actor, broadcast_id))


@router.message(Typed(Drafting.picture))
async def no_picture(message: Message) -> None:
    await reply(message, texts.NO_PICTURE)


@router.callback_query(Give.filter(F.order == Order.UNPICTURE))
async def take_picture_out(
    query: CallbackQuery,
    callback_data: Give,
    actor: Actor,
    pages: FromDishka[BroadcastPages],
    change: FromDishka[ChangeDraft],
) -> None:
    await toast(query)
    broadcast_id = BroadcastId(callback_data.broadcast)
    plan = (await pages.show(actor, broadcast_id)).broadcast.plan
    await change(actor, broadcast_id, decorated(plan, photo=None))
    await show(query, *await pages.one(actor, broadcast_id))


@router.callback_query(Give.filter(F.order == Order.LINKS))
async def ask_links(query: CallbackQuery, callback_data: Give, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Drafting.links)
    await state.update_data({BROADCAST: callback_data.broadcast})
    await say(query.bot, chat_of(query), texts.ASK_LINKS)


@router.message(Typed(Drafting.links))
async def take_links(
    message: Message,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[BroadcastPages],
    change: FromDishka[ChangeDraft],
) -> None:
    broadcast_id = BroadcastId((await state.get_data())[BROADCAST])
    plan = (await pages.show(actor, broadcast_id)).broadcast.plan
    try:
        after = decorated(plan, buttons=read_links(message.text or ""))
    except ValidationError:
        await reply(message, texts.BAD_LINKS)
        return
    await change(actor, broadcast_id, after)
    await state.set_state(None)
    await reply(message, *await pages.one(actor, broadcast_id))


def read_links(typed: str) -> list[dict[str, str]]:
    """A title and an address a line; none when the word is no."""
    if typed.strip().casefold() == str(texts.NO_LINKS):
        return []
    parted = [line.strip().rpartition(" ") for line in typed.splitlines() if line.strip()]
    return [{"text": title, "url": url} for title, _, url in parted]


def decorated(plan: Plan, **changes: object) -> Plan:
    """Raises ValidationError."""
    return replace(plan, content=Content.model_validate(plan.content.model_dump() | changes))
