"""The conditions of a draft, each with its usual value until it is told otherwise."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.broadcasts.menu_texts import unclear
from bot.contests import condition_texts as texts
from bot.contests import making_keyboards as keyboards
from bot.contests.conditions import Condition, turned, typed, usual
from bot.contests.orders import Change, SeeConditions
from bot.contests.pages import ContestPages
from bot.contests.states import Making
from bot.replies import reply, show, toast
from bot.steps import Typed
from serving.core.contests.contests import ContestId
from serving.core.contests.draft_contest import ChangeContest
from serving.core.identity import Actor
from serving.core.registration.regions import RegionUnclear

router = Router(name="conditions of contests")

KEY = "contest_condition"


@router.callback_query(SeeConditions.filter())
async def see(
    query: CallbackQuery,
    callback_data: SeeConditions,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[ContestPages],
) -> None:
    await toast(query)
    await stop_waiting(state)
    await show(query, *await pages.conditions(actor, ContestId(callback_data.contest)))


@router.callback_query(Change.filter())
async def change(
    query: CallbackQuery,
    callback_data: Change,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[ContestPages],
    draft: FromDishka[ChangeContest],
) -> None:
    """By the button itself, or by what is asked for."""
    await toast(query)
    contest_id, what = ContestId(callback_data.contest), callback_data.what
    plan = (await pages.plan(actor, contest_id)).plan
    if what in {Condition.SHUFFLED, Condition.VIRTUAL}:
        await draft(actor, contest_id, turned(plan, what))
    elif callback_data.usual:
        await draft(actor, contest_id, usual(plan, what))
        await stop_waiting(state)
    else:
        await state.set_state(Making.condition)
        await state.update_data({KEY: [contest_id, what]})
        await show(query, texts.ask(what), keyboards.asked(contest_id, what))
        return
    await show(query, *await pages.conditions(actor, contest_id))


@router.message(Typed(Making.condition))
async def take(
    message: Message,
    actor: Actor,
    state: FSMContext,
    pages: FromDishka[ContestPages],
    draft: FromDishka[ChangeContest],
) -> None:
    number, name = (await state.get_data())[KEY]
    contest_id, what = ContestId(number), Condition(name)
    before = (await pages.plan(actor, contest_id)).plan
    try:
        plan = typed(before, what, message.text or "")
    except RegionUnclear as error:
        await reply(message, unclear(error.candidates), keyboards.asked(contest_id, what))
        return
    except ValueError:
        await reply(message, texts.again(what), keyboards.asked(contest_id, what))
        return
    await draft(actor, contest_id, plan)
    await stop_waiting(state)
    await reply(message, *await pages.conditions(actor, contest_id))


async def stop_waiting(state: FSMContext) -> None:
    if await state.get_state() == Making.condition.state:
        await state.set_state(None)
