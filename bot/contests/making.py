"""Making a contest, a step a message; what is written is kept, and goes on after a restart."""

import re
from datetime import datetime, timedelta
from random import Random
from typing import Any

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka
from pydantic import TypeAdapter, ValidationError

from bot.contests import making_keyboards as keyboards
from bot.contests import making_texts as texts
from bot.contests.orders import About, Make
from bot.contests.pages import ContestPages
from bot.contests.states import Making
from bot.moments import read_moment
from bot.replies import chat_of, reply, say, toast
from bot.steps import Typed
from serving.core.contests.contests import Drawn, Listed, Plan, Title
from serving.core.contests.draft_contest import DraftContest
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor, Clock
from serving.core.training.ports import Subjects

router = Router(name="making contests")

KEY = "contest_plan"
NUMBERS = re.compile(r"\d+(?:[\s,;]+\d+)*,?")
title_adapter = TypeAdapter[str](Title)


@router.callback_query(Make.filter())
async def ask_title(
    query: CallbackQuery, actor: Actor, state: FSMContext, pages: FromDishka[ContestPages]
) -> None:
    await toast(query)
    assert query.bot is not None
    await pages.all(actor)  # refuses whoever may make none
    await state.set_state(Making.title)
    await say(query.bot, chat_of(query), texts.ASK_TITLE)


@router.message(Typed(Making.title))
async def take_title(message: Message, state: FSMContext, subjects: FromDishka[Subjects]) -> None:
    try:
        title = title_adapter.validate_python(message.text)
    except ValidationError:
        await reply(message, texts.BAD_TITLE)
        return
    await state.update_data({KEY: {"title": title}})
    await state.set_state(Making.subject)
    await reply(message, texts.ASK_SUBJECT, keyboards.subjects(await subjects.all()))


@router.callback_query(About.filter())
async def take_subject(query: CallbackQuery, callback_data: About, state: FSMContext) -> None:
    await toast(query)
    assert query.bot is not None
    await keep(state, subject=callback_data.subject)
    await state.set_state(Making.questions)
    await say(query.bot, chat_of(query), texts.ASK_QUESTIONS)


@router.message(Typed(Making.questions))
async def take_questions(
    message: Message,
    actor: Actor,
    state: FSMContext,
    choices: FromDishka[FilterChoices],
    random: FromDishka[Random],
) -> None:
    filters = await choices.get(actor.student_id, (await kept(state))["subject"])
    try:
        chosen = read_questions(message.text or "")
    except ValidationError:
        await reply(message, texts.BAD_QUESTIONS)
        return
    if isinstance(chosen, Drawn):
        chosen = chosen.model_copy(update={"filters": filters, "seed": random.getrandbits(62)})
    await keep(state, questions=chosen.model_dump(mode="json"))
    await state.set_state(Making.start)
    await reply(message, texts.ASK_START)


@router.message(Typed(Making.start))
async def take_start(message: Message, state: FSMContext, clock: FromDishka[Clock]) -> None:
    start = read_moment(message.text or "", clock())
    if start is None:
        await reply(message, texts.BAD_MOMENT)
        return
    await keep(state, starts_at=start.isoformat())
    await state.set_state(Making.end)
    await reply(message, texts.ASK_END)


@router.message(Typed(Making.end))
async def take_end(
    message: Message,
    actor: Actor,
    state: FSMContext,
    clock: FromDishka[Clock],
    pages: FromDishka[ContestPages],
    draft: FromDishka[DraftContest],
) -> None:
    """Everything else is as usual, and can be changed while it is a draft."""
    now, start = clock(), datetime.fromisoformat((await kept(state))["starts_at"])
    end = read_end(message.text or "", start, now)
    if end is None or end <= max(start, now):
        await reply(message, texts.BAD_MOMENT if end is None else texts.BAD_END)
        return
    contest_id = await draft(actor, Plan.model_validate(await kept(state) | {"ends_at": end}))
    await put_away(state)
    await reply(message, *await pages.one(actor, contest_id))


def read_questions(typed: str) -> Listed | Drawn:
    """One number is a count, several are questions; raises ValidationError."""
    numbers = re.findall(r"\d+", typed) if NUMBERS.fullmatch(typed.strip()) else []
    if len(numbers) == 1:
        return Drawn.model_validate({"count": numbers[0]})
    return Listed.model_validate({"questions": numbers})


def read_end(typed: str, start: datetime, now: datetime) -> datetime | None:
    """A moment, or minutes after the start."""
    if typed.strip().isdecimal() and len(typed.strip()) <= len("10080"):
        return start + timedelta(minutes=int(typed))
    return read_moment(typed, max(start, now))


async def kept(state: FSMContext) -> dict[str, Any]:
    return dict((await state.get_data()).get(KEY) or {})


async def keep(state: FSMContext, **values: object) -> None:
    await state.update_data({KEY: await kept(state) | values})


async def put_away(state: FSMContext) -> None:
    await state.set_state(None)
    await state.update_data({KEY: None})
