"""Answers to the question of a contest, by taps and by typing; whether they are right is not told."""

from uuid import UUID

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.contests import keyboards, texts
from bot.contests.paper import Paper, paper_of, put
from bot.contests.states import Sitting
from bot.replies import chat_of, reply, say, toast, without_noise
from bot.steps import Typed
from bot.training.answering import without_buttons
from bot.training.keyboards import Answer, Submit, Toggle, under_question
from bot.training.texts import NOT_UNDERSTOOD
from bot.training.typed import response as read_typed
from serving.core.contests.contests import Place
from serving.core.contests.take_part import AnswerInContest
from serving.core.identity import Actor
from serving.core.questions import Kind
from serving.core.training.sessions import Response

router = Router(name="answering contests")


async def lies_before(
    _: CallbackQuery, callback_data: Answer | Toggle | Submit, state: FSMContext
) -> bool | dict[str, Paper]:
    """The question is that of a contest; others are of training."""
    paper = await paper_of(state)
    return {"paper": paper} if paper is not None and paper.desk.waits_for(callback_data.serve) else False


@router.callback_query(Answer.filter(), lies_before)
async def answer_by_button(
    query: CallbackQuery,
    callback_data: Answer,
    paper: Paper,
    actor: Actor,
    state: FSMContext,
    answer: FromDishka[AnswerInContest],
) -> None:
    await toast(query)
    chosen = callback_data.option
    response: Response = bool(chosen) if paper.desk.kind == Kind.YES_NO else chosen
    await give(query.bot, chat_of(query), paper, response, actor, state, answer)


@router.callback_query(Toggle.filter(), lies_before)
async def toggle(query: CallbackQuery, callback_data: Toggle, paper: Paper, state: FSMContext) -> None:
    await toast(query)
    await rearrange(query, paper.with_desk(paper.desk.toggled(callback_data.option)), state)


@router.callback_query(Submit.filter(), lies_before)
async def submit_chosen(
    query: CallbackQuery,
    callback_data: Submit,
    paper: Paper,
    actor: Actor,
    state: FSMContext,
    answer: FromDishka[AnswerInContest],
) -> None:
    await toast(query)
    desk = paper.desk
    if callback_data.reset or not desk.chosen:
        for option in desk.chosen:
            desk = desk.toggled(option)
        await rearrange(query, paper.with_desk(desk), state)
        return
    await give(query.bot, chat_of(query), paper, desk.chosen, actor, state, answer)


@router.message(Typed(Sitting.answering))
async def answer_by_typing(
    message: Message, actor: Actor, state: FSMContext, answer: FromDishka[AnswerInContest]
) -> None:
    paper = await paper_of(state)
    if paper is None or paper.desk.serve is None:
        await reply(message, texts.NOT_BEGUN)
        return
    kind = Kind(paper.desk.kind)
    response = read_typed(kind, paper.desk.options, message.text or "")
    if response is None:
        await reply(message, NOT_UNDERSTOOD[kind])
        return
    await give(message.bot, message.chat.id, paper, response, actor, state, answer)


async def give(
    bot: Bot | None,
    chat_id: int,
    paper: Paper,
    response: Response,
    actor: Actor,
    state: FSMContext,
    answer: AnswerInContest,
) -> None:
    """Repeated after a stop in the middle, it changes nothing: the first answer stays."""
    assert bot is not None
    await answer(actor, paper.contest_id, Place(paper.place), response)
    await without_buttons(bot, chat_id, paper.desk)
    await put(state, paper.with_desk(paper.desk.cleared()))
    await say(bot, chat_id, texts.TAKEN, keyboards.after_answer(paper.contest))


async def rearrange(query: CallbackQuery, paper: Paper, state: FSMContext) -> None:
    assert query.bot is not None
    assert paper.desk.serve is not None
    await put(state, paper)
    async with without_noise():
        await query.bot.edit_message_reply_markup(
            chat_id=chat_of(query),
            message_id=paper.desk.message,
            reply_markup=under_question(paper.desk, UUID(paper.desk.serve)),
        )
