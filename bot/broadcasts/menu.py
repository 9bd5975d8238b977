"""The admins' menu: what there is, and what is ordered about it."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.broadcasts import menu_keyboards as keyboards
from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import By, Give, ListAll, Narrow, Order, See
from bot.broadcasts.page import BroadcastPages
from bot.broadcasts.regions import wait_for_region
from bot.broadcasts.segments import offered, turned
from bot.replies import reply, show, toast
from serving.core.broadcasts.broadcasts import BroadcastId
from serving.core.broadcasts.cancel_broadcast import CancelBroadcast
from serving.core.broadcasts.change_draft import ChangeDraft
from serving.core.broadcasts.pause_broadcast import PauseBroadcast
from serving.core.broadcasts.preview_broadcast import PreviewBroadcast
from serving.core.broadcasts.resend_unknown import ResendUnknown
from serving.core.broadcasts.resume_broadcast import ResumeBroadcast
from serving.core.identity import Actor

router = Router(name="broadcasts of admins")

Pages = FromDishka[BroadcastPages]


@router.message(Command("broadcasts"))
async def list_all(message: Message, actor: Actor, pages: Pages) -> None:
    await reply(message, *await pages.all(actor))


@router.callback_query(ListAll.filter())
async def list_by_button(query: CallbackQuery, actor: Actor, pages: Pages) -> None:
    await toast(query)
    await show(query, *await pages.all(actor))


@router.callback_query(See.filter())
async def see(query: CallbackQuery, callback_data: See, actor: Actor, pages: Pages) -> None:
    await toast(query)
    await show(query, *await pages.one(actor, BroadcastId(callback_data.broadcast)))


@router.callback_query(Narrow.filter())
async def narrow(
    query: CallbackQuery,
    callback_data: Narrow,
    actor: Actor,
    state: FSMContext,
    pages: Pages,
    change: FromDishka[ChangeDraft],
) -> None:
    await toast(query)
    if callback_data.by is By.REGION:
        await wait_for_region(state, BroadcastId(callback_data.broadcast))
    broadcast_id, by = BroadcastId(callback_data.broadcast), By(callback_data.by)
    values = offered(by, await pages.titles())
    if 0 <= callback_data.place < len(values):
        plan = (await pages.show(actor, broadcast_id)).broadcast.plan
        await change(actor, broadcast_id, turned(plan, by, values[callback_data.place][0]))
    await show(query, *await pages.values(actor, broadcast_id, by))


@router.callback_query(Give.filter(F.order == Order.PREVIEW))
async def preview(
    query: CallbackQuery, callback_data: Give, actor: Actor, send: FromDishka[PreviewBroadcast]
) -> None:
    await send(actor, BroadcastId(callback_data.broadcast))
    await toast(query, texts.PREVIEWED)


@router.callback_query(Give.filter(F.order == Order.PAUSE))
async def pause(
    query: CallbackQuery, callback_data: Give, actor: Actor, pages: Pages, stop: FromDishka[PauseBroadcast]
) -> None:
    await toast(query)
    await stop(actor, BroadcastId(callback_data.broadcast))
    await show(query, *await pages.one(actor, BroadcastId(callback_data.broadcast)))


@router.callback_query(Give.filter(F.order == Order.RESUME))
async def resume(
    query: CallbackQuery,
    callback_data: Give,
    actor: Actor,
    pages: Pages,
    go_on: FromDishka[ResumeBroadcast],
) -> None:
    await toast(query)
    await go_on(actor, BroadcastId(callback_data.broadcast))
    await show(query, *await pages.one(actor, BroadcastId(callback_data.broadcast)))


@router.callback_query(Give.filter(F.order == Order.ASK_TO_CANCEL))
async def ask_to_cancel(query: CallbackQuery, callback_data: Give) -> None:
    await toast(query)
    await show(query, texts.SURE, keyboards.whether_to_cancel(callback_data.broadcast))


@router.callback_query(Give.filter(F.order == Order.CANCEL))
async def cancel(
    query: CallbackQuery,
    callback_data: Give,
    actor: Actor,
    pages: Pages,
    give_up: FromDishka[CancelBroadcast],
) -> None:
    await toast(query)
    await give_up(actor, BroadcastId(callback_data.broadcast))
    await show(query, *await pages.one(actor, BroadcastId(callback_data.broadcast)))


@router.callback_query(Give.filter(F.order == Order.RESEND))
async def resend(
    query: CallbackQuery, callback_data: Give, actor: Actor, pages: Pages, again: FromDishka[ResendUnknown]
) -> None:
    await toast(query)
    await again(actor, BroadcastId(callback_data.broadcast))
    await show(query, *await pages.one(actor, BroadcastId(callback_data.broadcast)))
