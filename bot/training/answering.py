"""Answers by taps and by typing; the message of the question tells what became of it."""

from uuid import UUID

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from dishka.integrations.aiogram import FromDishka

from bot.replies import LONGEST, LONGEST_CAPTION, chat_of, reply, say, toast, units, without_noise
from bot.steps import Typed
from bot.training import end_texts, keyboards, texts, verdict_texts
from bot.training.desk import Desk, desk_of, lay
from bot.training.keyboards import Answer, Submit, Toggle
from bot.training.typed import response as read_typed
from serving.core.errors import SessionFinished
from serving.core.identity import Actor
from serving.core.questions import Kind
from serving.core.training.sessions import Response, ServeId
from serving.core.training.shown_options import shown_options
from serving.core.training.submit_answer import SubmitAnswer

router = Router(name="answering")


@router.callback_query(Answer.filter())
async def answer_by_button(
    query: CallbackQuery,
    callback_data: Answer,
    actor: Actor,
    state: FSMContext,
    submit: FromDishka[SubmitAnswer],
) -> None:
    desk = await desk_of(state)
    if desk is None or not desk.waits_for(callback_data.serve):
        await toast(query, texts.NOT_WAITING)
        return
    await toast(query)
    chosen = callback_data.option
    response: Response = bool(chosen) if desk.kind == Kind.YES_NO else chosen
    await give(query.bot, chat_of(query), desk, response, actor, state, submit)


@router.callback_query(Toggle.filter())
async def toggle(query: CallbackQuery, callback_data: Toggle, state: FSMContext) -> None:
    desk = await desk_of(state)
    if desk is None or not desk.waits_for(callback_data.serve):
        await toast(query, texts.NOT_WAITING)
        return
    await toast(query)
    await rearrange(query, desk.toggled(callback_data.option), state)


@router.callback_query(Submit.filter())
async def submit_chosen(
    query: CallbackQuery,
    callback_data: Submit,
    actor: Actor,
    state: FSMContext,
    submit: FromDishka[SubmitAnswer],
) -> None:
    desk = await desk_of(state)
    if desk is None or not desk.waits_for(callback_data.serve):
        await toast(query, texts.NOT_WAITING)
        return
    await toast(query)
    if callback_data.reset or not desk.chosen:
        for option in desk.chosen:
            desk = desk.toggled(option)
        await rearrange(query, desk, state)
        return
    await give(query.bot, chat_of(query), desk, desk.chosen, actor, state, submit)


@router.message(Typed())
async def answer_by_typing(
    message: Message, actor: Actor, state: FSMContext, submit: FromDishka[SubmitAnswer]
) -> None:
    desk = await desk_of(state)
    if desk is None or desk.serve is None:
        await reply(message, texts.NOTHING_STARTED)
        return
    response = read_typed(Kind(desk.kind), desk.options, message.text or "")
    if response is None:
        await reply(message, texts.NOT_UNDERSTOOD[Kind(desk.kind)])
        return
    await give(message.bot, message.chat.id, desk, response, actor, state, submit, in_place=False)


async def give(
    bot: Bot | None,
    chat_id: int,
    desk: Desk,
    response: Response,
    actor: Actor,
    state: FSMContext,
    submit: SubmitAnswer,
    *,
    in_place: bool = True,
) -> None:
    """Repeated after a stop in the middle, it shows the result of the first time.

    What was typed stands below the question already, and so does its result.
    """
    assert bot is not None
    assert desk.serve is not None
    serve_id = ServeId(UUID(desk.serve))
    try:
        verdict = await submit(actor, serve_id, response)
    except SessionFinished:
        await lay(state, desk.cleared())
        await say(bot, chat_id, end_texts.SESSION_FINISHED)
        return
    options = shown_options(serve_id, verdict.question)
    whole = verdict_texts.judged(desk.header, options, verdict, response)
    markup = keyboards.after_answer(desk, (await bot.me()).username)
    if not in_place or not await changed(bot, chat_id, desk, whole, markup):
        await without_buttons(bot, chat_id, desk)
        await say(bot, chat_id, verdict_texts.verdict_text(options, verdict, response), markup)
    await lay(state, desk.cleared())


async def changed(bot: Bot, chat_id: int, desk: Desk, text: Text, markup: InlineKeyboardMarkup) -> bool:
    """False when the message of the question cannot hold the text, or is gone."""
    if units(text) > (LONGEST_CAPTION if desk.has_caption else LONGEST):
        return False
    try:
        if desk.has_caption:
            caption = text.as_kwargs(text_key="caption", entities_key="caption_entities")
            await bot.edit_message_caption(
                chat_id=chat_id, message_id=desk.message, reply_markup=markup, **caption
            )
        else:
            await bot.edit_message_text(
                chat_id=chat_id, message_id=desk.message, reply_markup=markup, **text.as_kwargs()
            )
    except TelegramBadRequest as error:
        return "message is not modified" in error.message
    return True


async def without_buttons(bot: Bot, chat_id: int, desk: Desk) -> None:
    async with without_noise():
        await bot.edit_message_reply_markup(chat_id=chat_id, message_id=desk.message, reply_markup=None)


async def rearrange(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    assert query.bot is not None
    assert desk.serve is not None
    await lay(state, desk)
    async with without_noise():
        await query.bot.edit_message_reply_markup(
            chat_id=chat_of(query),
            message_id=desk.message,
            reply_markup=keyboards.under_question(desk, UUID(desk.serve)),
        )
