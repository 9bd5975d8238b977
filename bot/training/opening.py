"""A question that somebody has sent as a link."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.links import Follow, Kind, Opens
from bot.replies import chat_of, say, toast
from bot.training import texts
from bot.training.desk import Desk, lay
from bot.training.showing import ShowQuestion
from serving.core.identity import Actor
from serving.core.questions import QuestionId
from serving.core.training.open_question import OpenQuestion
from serving.core.training.ports import Subjects

router = Router(name="opening")


@router.message(Opens(Kind.QUESTION))
async def open_by_link(
    message: Message,
    opened: str,
    actor: Actor,
    state: FSMContext,
    open_question: FromDishka[OpenQuestion],
    subjects: FromDishka[Subjects],
    ask: FromDishka[ShowQuestion],
) -> None:
    await train(message.chat.id, int(opened), actor, state, open_question, subjects, ask)


@router.callback_query(Follow.filter(F.kind == Kind.QUESTION))
async def open_after_registration(
    query: CallbackQuery,
    callback_data: Follow,
    actor: Actor,
    state: FSMContext,
    open_question: FromDishka[OpenQuestion],
    subjects: FromDishka[Subjects],
    ask: FromDishka[ShowQuestion],
) -> None:
    await toast(query)
    await train(chat_of(query), int(callback_data.name), actor, state, open_question, subjects, ask)


async def train(
    chat_id: int,
    number: int,
    actor: Actor,
    state: FSMContext,
    open_question: OpenQuestion,
    subjects: Subjects,
    ask: ShowQuestion,
) -> None:
    session, served = await open_question(actor, QuestionId(number))
    subject = await subjects.find(session.subject)
    title = subject.title if subject else session.subject
    await state.set_state(None)
    await say(ask.bot, chat_id, texts.started(title, session.mode))
    await lay(state, await ask(chat_id, Desk(session.id.hex, title), served))
