"""The draft stands in the dialogue's state, so a restart of the bot changes nothing for who fills it in."""

from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from dishka.integrations.aiogram import FromDishka

from bot.registration import keyboards, texts
from bot.registration.keyboards import BACK, GRADES, SKIPPED, Check, Consent, Fill
from bot.registration.states import Registration
from bot.replies import chat_of, reply, say, show, toast
from bot.steps import Typed
from serving.core.account.errors import TelegramTaken
from serving.core.errors import BadField, FormRefused
from serving.core.identity import TelegramId
from serving.core.registration.profile import TelegramRegistration
from serving.core.registration.read_form import ReadForm
from serving.core.registration.register_by_telegram import RegisterByTelegram
from serving.core.training.ports import Subject, Subjects

router = Router(name="registration")

Draft = dict[str, Any]


async def ask_consent(message: Message, state: FSMContext, link: str | None = None) -> None:
    """`link` is followed when all is filled in."""
    await state.set_state(Registration.consent)
    await state.set_data({"link": link})
    await reply(message, texts.CONSENT, keyboards.consent())


@router.callback_query(StateFilter(Registration.consent), Consent.filter())
async def take_consent(
    query: CallbackQuery, callback_data: Consent, state: FSMContext, subjects: FromDishka[Subjects]
) -> None:
    await toast(query)
    if not callback_data.given:
        await state.clear()
        await show(query, texts.REFUSED)
        return
    await state.set_state(Registration.filling)
    await show(query, texts.CONSENT)
    draft = {**await state.get_data(), "consent": True}
    await ask(query, state, draft, 0, await subjects.all())


@router.callback_query(StateFilter(Registration.filling), Fill.filter())
async def fill_by_button(
    query: CallbackQuery,
    callback_data: Fill,
    state: FSMContext,
    subjects: FromDishka[Subjects],
    read: FromDishka[ReadForm],
) -> None:
    await toast(query)
    draft, taught = await state.get_data(), await subjects.all()
    step = draft["step"]
    if callback_data.place == BACK:
        await ask(query, state, draft, max(0, step - 1), taught)
        return
    value = _offered(texts.FIELDS[step], callback_data.place, draft, taught)
    await fill(query, state, draft, value, taught, read)


@router.message(Typed(Registration.filling))
async def fill_by_typing(
    message: Message, state: FSMContext, subjects: FromDishka[Subjects], read: FromDishka[ReadForm]
) -> None:
    draft, taught = await state.get_data(), await subjects.all()
    value = _typed(texts.FIELDS[draft["step"]], message.text or "", taught)
    await fill(message, state, draft, value, taught, read)


@router.callback_query(StateFilter(Registration.checking), Check.filter())
async def check(
    query: CallbackQuery,
    callback_data: Check,
    state: FSMContext,
    telegram_id: TelegramId,
    subjects: FromDishka[Subjects],
    register: FromDishka[RegisterByTelegram],
) -> None:
    await toast(query)
    draft = await state.get_data()
    if not callback_data.right:
        await state.set_state(Registration.filling)
        await ask(query, state, draft, 0, await subjects.all())
        return
    try:
        await register(telegram_id, _form(draft))
    except TelegramTaken:
        await show(query, texts.ALREADY)
    else:
        await show(query, texts.welcome(draft["name"]), keyboards.onward(draft.get("link")))
    await state.clear()


async def fill(
    event: CallbackQuery | Message,
    state: FSMContext,
    draft: Draft,
    value: object,
    subjects: Sequence[Subject],
    read: ReadForm,
) -> None:
    step = draft["step"]
    field = texts.FIELDS[step]
    bad = await _bad(read, {**_form(draft), field: value}, field)
    if bad is None:
        await ask(event, state, {**draft, field: value}, step + 1, subjects)
    elif bad.candidates:
        await state.update_data(candidates=list(bad.candidates))
        await _say(event, texts.REGION_UNCLEAR, keyboards.candidates(bad.candidates))
    else:
        await _say(event, texts.refusal(field), keyboards.under_step(field, subjects))


async def ask(
    event: CallbackQuery | Message, state: FSMContext, draft: Draft, step: int, subjects: Sequence[Subject]
) -> None:
    """The next step, or the whole to look at."""
    await state.set_data({**draft, "step": step})
    if step < len(texts.FIELDS):
        field = texts.FIELDS[step]
        await _say(event, texts.step(step, field), keyboards.under_step(field, subjects))
        return
    await state.set_state(Registration.checking)
    titles = {subject.code: subject.title for subject in subjects}
    await _say(event, texts.summary(draft, titles.get(draft["subject"], "")), keyboards.check())


async def _bad(read: ReadForm, form: Draft, field: str) -> BadField | None:
    """What the one validator of all platforms says of the field; the rest is not filled in yet."""
    try:
        await read(TelegramRegistration, form)
    except FormRefused as refused:
        return next((bad for bad in refused.errors if bad.field == field), None)
    return None


def _form(draft: Draft) -> Draft:
    return {name: draft[name] for name in ("consent", *texts.FIELDS) if name in draft}


def _offered(field: str, place: int, draft: Draft, subjects: Sequence[Subject]) -> object:
    """None for what is skipped, and for a button of an earlier step."""
    match field:
        case "grade":
            return GRADES[place] if 0 <= place < len(GRADES) else None
        case "subject":
            return subjects[place].code if 0 <= place < len(subjects) else None
        case "region":
            found = draft.get("candidates", [])
            return found[place] if 0 <= place < len(found) else None
        case _:
            return None if place == SKIPPED else ""


def _typed(field: str, text: str, subjects: Sequence[Subject]) -> object:
    plain = text.strip()
    match field:
        case "grade":
            return int(plain) if plain.isdecimal() else "graduated" if _graduated(plain) else plain
        case "subject":
            titles = {subject.title.casefold(): subject.code for subject in subjects}
            return titles.get(plain.casefold(), plain)
        case _:
            return plain


def _graduated(typed: str) -> bool:
    return any(word in typed.casefold() for word in ("окончил", "выпускни", "graduated"))


async def _say(event: CallbackQuery | Message, text: Text, markup: InlineKeyboardMarkup) -> None:
    if isinstance(event, Message):
        await reply(event, text, markup)
        return
    assert event.bot is not None
    await say(event.bot, chat_of(event), text, markup)
