"""Regions of an audience are typed: there are too many for buttons."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from dishka.integrations.aiogram import FromDishka

from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import By
from bot.broadcasts.page import BroadcastPages
from bot.broadcasts.segments import chosen, turned
from bot.broadcasts.states import BROADCAST, Drafting
from bot.replies import reply
from bot.steps import Typed
from serving.core.broadcasts.broadcasts import BroadcastId
from serving.core.broadcasts.change_draft import ChangeDraft
from serving.core.identity import Actor
from serving.core.registration.regions import RegionUnclear, find_region

router = Router(name="regions of broadcasts")


async def wait_for_region(state: FSMContext, broadcast_id: BroadcastId) -> None:
    await state.set_state(Drafting.region)
    await state.update_data({BROADCAST: broadcast_id})


@router.message(Typed(Drafting.region))
async def take_region(
    message: Message,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[BroadcastPages],
    change: FromDishka[ChangeDraft],
) -> None:
    broadcast_id = BroadcastId((await state.get_data())[BROADCAST])
    try:
        region = find_region(message.text or "")
    except RegionUnclear as error:
        await reply(message, texts.unclear(error.candidates))
        return
    plan = (await pages.show(actor, broadcast_id)).broadcast.plan
    if region not in chosen(By.REGION, plan):
        await change(actor, broadcast_id, turned(plan, By.REGION, region))
    await reply(message, *await pages.values(actor, broadcast_id, By.REGION))
