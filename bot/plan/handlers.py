from datetime import date, datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from dishka.integrations.aiogram import FromDishka
from pydantic import ValidationError

from bot.keyboards import keyboard
from bot.plan import texts
from bot.replies import chat_of, reply, say, show, toast
from bot.steps import Typed
from bot.subjects import Chosen, choice
from serving.core.identity import Actor, Clock
from serving.core.leaderboard.windows import moscow_day
from serving.core.training.goals import Goal
from serving.core.training.ports import Subjects
from serving.core.training.set_goal import SetGoal, ShowGoal

router = Router(name="plan")
PLANNED = "planned_subject"


class Planning(StatesGroup):
    day = State()
    quota = State()


class Change(CallbackData, prefix="p1"):
    subject: str
    what: str


@router.message(Command("plan"))
async def choose_subject(message: Message, subjects: FromDishka[Subjects]) -> None:
    await reply(message, texts.WHICH, choice("plan", await subjects.all()))


@router.callback_query(Chosen.filter(F.about == "plan"))
async def show_plan(
    query: CallbackQuery,
    callback_data: Chosen,
    actor: Actor,
    goal: FromDishka[ShowGoal],
    subjects: FromDishka[Subjects],
    clock: FromDishka[Clock],
) -> None:
    await toast(query)
    found = await goal(actor, callback_data.subject)
    await show(query, *await _page(callback_data.subject, found, subjects, moscow_day(clock())))


@router.callback_query(Change.filter())
async def ask(
    query: CallbackQuery,
    callback_data: Change,
    actor: Actor,
    state: FSMContext,
    goal: FromDishka[ShowGoal],
    change: FromDishka[SetGoal],
    subjects: FromDishka[Subjects],
    clock: FromDishka[Clock],
) -> None:
    await toast(query)
    assert query.bot is not None
    subject = callback_data.subject
    if callback_data.what == "none":
        found = await change(
            actor, subject, (await goal(actor, subject)).model_copy(update={"olympiad_day": None})
        )
        await show(query, *await _page(subject, found, subjects, moscow_day(clock())))
        return
    await state.set_state(Planning.day if callback_data.what == "day" else Planning.quota)
    await state.update_data({PLANNED: subject})
    wanted = texts.ASK_DAY if callback_data.what == "day" else texts.ASK_QUOTA
    await say(query.bot, chat_of(query), wanted)


@router.message(Typed(Planning.day))
async def take_day(
    message: Message,
    actor: Actor,
    state: FSMContext,
    goal: FromDishka[ShowGoal],
    change: FromDishka[SetGoal],
    subjects: FromDishka[Subjects],
    clock: FromDishka[Clock],
) -> None:
    subject, today = (await state.get_data())[PLANNED], moscow_day(clock())
    wanted = _day(message.text or "")
    if wanted is None or wanted <= today:
        await reply(message, texts.BAD_DAY)
        return
    found = await change(
        actor, subject, (await goal(actor, subject)).model_copy(update={"olympiad_day": wanted})
    )
    await state.set_state(None)
    await reply(message, *await _page(subject, found, subjects, today))


@router.message(Typed(Planning.quota))
async def take_quota(
    message: Message,
    actor: Actor,
    state: FSMContext,
    goal: FromDishka[ShowGoal],
    change: FromDishka[SetGoal],
    subjects: FromDishka[Subjects],
    clock: FromDishka[Clock],
) -> None:
    subject = (await state.get_data())[PLANNED]
    before = await goal(actor, subject)
    try:
        wanted = Goal.model_validate({**before.model_dump(), "daily_mistakes": (message.text or "").strip()})
    except ValidationError:
        await reply(message, texts.BAD_QUOTA)
        return
    found = await change(actor, subject, wanted)
    await state.set_state(None)
    await reply(message, *await _page(subject, found, subjects, moscow_day(clock())))


async def _page(
    subject: str, goal: Goal, subjects: Subjects, today: date
) -> tuple[Text, InlineKeyboardMarkup]:
    found = await subjects.find(subject)
    first = [
        (texts.SET_DAY, Change(subject=subject, what="day")),
        (texts.SET_QUOTA, Change(subject=subject, what="quota")),
    ]
    second = [(texts.NO_DAY, Change(subject=subject, what="none"))] if goal.olympiad_day else []
    return texts.plan(found.title if found else subject, goal, today), keyboard(first, second)


def _day(typed: str) -> date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return None
