"""Starting a session, its next question, its end."""

from uuid import UUID

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from dishka.integrations.aiogram import FromDishka

from bot.keyboards import keyboard, one_a_row
from bot.replies import chat_of, reply, say, show, toast
from bot.training import end_texts, keyboards, texts
from bot.training.desk import Desk, desk_of, lay
from bot.training.keyboards import Begin, ChooseSubject, Finish, Next
from bot.training.showing import ShowQuestion
from serving.core.errors import (
    FiltersTooStrict,
    NothingToRepeat,
    PoolExhausted,
    QuotaReached,
    SessionFinished,
    SessionNotFound,
)
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor
from serving.core.training.draw_question import DrawQuestion
from serving.core.training.finish_session import FinishSession
from serving.core.training.ports import Subjects
from serving.core.training.sessions import Mode, SessionId
from serving.core.training.start_session import StartSession

router = Router(name="training")


@router.message(Command("train"))
async def choose_subject(message: Message, subjects: FromDishka[Subjects]) -> None:
    taught = list(await subjects.all())
    await reply(message, texts.CHOOSE_SUBJECT if taught else texts.NO_SUBJECTS, keyboards.subjects(taught))


@router.callback_query(ChooseSubject.filter())
async def choose_mode(
    query: CallbackQuery,
    callback_data: ChooseSubject,
    actor: Actor,
    subjects: FromDishka[Subjects],
    choices: FromDishka[FilterChoices],
) -> None:
    await toast(query)
    subject = await subjects.find(callback_data.subject)
    if subject is None:
        await show(query, texts.NO_SUBJECTS)
        return
    filters = await choices.get(actor.student_id, subject.code)
    await show(
        query, texts.choose_mode(subject.title, filters), keyboards.modes(subject.code, narrow=filters.narrow)
    )


@router.callback_query(Begin.filter())
async def begin(
    query: CallbackQuery,
    callback_data: Begin,
    actor: Actor,
    state: FSMContext,
    start: FromDishka[StartSession],
    draw: FromDishka[DrawQuestion],
    subjects: FromDishka[Subjects],
    ask: FromDishka[ShowQuestion],
) -> None:
    await toast(query)
    subject = await subjects.find(callback_data.subject)
    title = subject.title if subject else callback_data.subject
    session = await start(actor, callback_data.subject, callback_data.mode)
    await state.set_state(None)
    await show(query, texts.started(title, session.mode))
    await ask_next(chat_of(query), Desk(session.id.hex, title), actor, state, draw, ask)


@router.message(Command("mistakes"))
async def repeat_mistakes(message: Message, subjects: FromDishka[Subjects]) -> None:
    taught = list(await subjects.all())
    offered = [(each.title, Begin(subject=each.code, mode=Mode.MISTAKES)) for each in taught]
    markup = keyboard(*one_a_row(offered))
    await reply(message, texts.CHOOSE_SUBJECT if taught else texts.NO_SUBJECTS, markup)


@router.callback_query(Next.filter())
async def next_question(
    query: CallbackQuery,
    callback_data: Next,
    actor: Actor,
    state: FSMContext,
    draw: FromDishka[DrawQuestion],
    ask: FromDishka[ShowQuestion],
) -> None:
    desk = await desk_of(state)
    if desk is None or desk.session != callback_data.session.hex:
        await toast(query)
        await say_at(query, end_texts.SESSION_FINISHED)
        return
    if desk.serve is not None:
        await toast(query, texts.ABOVE)
        return
    await toast(query)
    await ask_next(chat_of(query), desk, actor, state, draw, ask)


@router.callback_query(Finish.filter())
async def finish_by_button(
    query: CallbackQuery,
    callback_data: Finish,
    actor: Actor,
    state: FSMContext,
    finish: FromDishka[FinishSession],
) -> None:
    await toast(query)
    summary = await finish(actor, SessionId(UUID(callback_data.session.hex)))
    await put_away(state)
    await say_at(query, end_texts.finished(summary))


@router.message(Command("stop"))
async def finish_by_command(
    message: Message, actor: Actor, state: FSMContext, finish: FromDishka[FinishSession]
) -> None:
    desk = await desk_of(state)
    if desk is None:
        await reply(message, texts.NOTHING_STARTED)
        return
    summary = await finish(actor, desk.session_id)
    await put_away(state)
    await reply(message, end_texts.finished(summary))


async def ask_next(
    chat_id: int, desk: Desk, actor: Actor, state: FSMContext, draw: DrawQuestion, ask: ShowQuestion
) -> None:
    """Drawing again gives the question that was served and not answered, so a repetition loses none."""
    try:
        served = await draw(actor, desk.session_id)
    except (SessionFinished, SessionNotFound):
        await put_away(state)
        await say(ask.bot, chat_id, end_texts.SESSION_FINISHED)
    except (PoolExhausted, FiltersTooStrict, NothingToRepeat, QuotaReached) as end:
        await lay(state, desk)
        await say(ask.bot, chat_id, end_texts.why_no_more(end))
    else:
        await lay(state, await ask(chat_id, desk, served))


async def put_away(state: FSMContext) -> None:
    await state.set_state(None)
    await state.set_data({})


async def say_at(query: CallbackQuery, text: Text) -> None:
    assert isinstance(query.bot, Bot)
    await say(query.bot, chat_of(query), text)
