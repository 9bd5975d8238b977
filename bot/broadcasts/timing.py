"""When a broadcast that is confirmed begins."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import Give, Order
from bot.broadcasts.page import BroadcastPages
from bot.broadcasts.states import BROADCAST, Drafting
from bot.moments import read_moment
from bot.replies import chat_of, reply, say, show, toast
from bot.steps import Typed
from serving.core.broadcasts.broadcasts import BroadcastId
from serving.core.broadcasts.schedule_broadcast import ScheduleBroadcast
from serving.core.identity import Actor, Clock

router = Router(name="timing broadcasts")


@router.callback_query(Give.filter(F.order == Order.RUN))
async def run(
    query: CallbackQuery,
    callback_data: Give,
    actor: Actor,
    pages: FromDishka[BroadcastPages],
    schedule: FromDishka[ScheduleBroadcast],
) -> None:
    await toast(query)
    await schedule(actor, BroadcastId(callback_data.broadcast))
    await show(query, *await pages.one(actor, BroadcastId(callback_data.broadcast)))


@router.callback_query(Give.filter(F.order == Order.LATER))
async def ask_moment(query: CallbackQuery, callback_data: Give, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await state.set_state(Drafting.moment)
    await state.update_data({BROADCAST: callback_data.broadcast})
    await say(query.bot, chat_of(query), texts.ASK_MOMENT)


@router.message(Typed(Drafting.moment))
async def take_moment(
    message: Message,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[BroadcastPages],
    schedule: FromDishka[ScheduleBroadcast],
    clock: FromDishka[Clock],
) -> None:
    broadcast_id = BroadcastId((await state.get_data())[BROADCAST])
    moment = read_moment(message.text or "", clock())
    if moment is None:
        await reply(message, texts.BAD_MOMENT)
        return
    await schedule(actor, broadcast_id, moment)
    await state.set_state(None)
    await reply(message, *await pages.one(actor, broadcast_id))
