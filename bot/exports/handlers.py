from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.exports import keyboards, texts
from bot.exports.keyboards import Choose, ListAll, Take
from bot.replies import chat_of, reply, say, show, toast
from serving.core.exports.request_export import RequestExport
from serving.core.identity import Actor
from serving.core.roles.roles import Roles
from serving.core.training.ports import Subjects

router = Router(name="exports")


@router.message(Command("exports"))
async def list_names(message: Message, actor: Actor, roles: FromDishka[Roles]) -> None:
    markup = keyboards.names(await roles.of(actor.student_id))
    await reply(message, texts.WHICH if markup.inline_keyboard else texts.NOTHING, markup)


@router.callback_query(ListAll.filter())
async def list_by_button(query: CallbackQuery, actor: Actor, roles: FromDishka[Roles]) -> None:
    await toast(query)
    await show(query, texts.WHICH, keyboards.names(await roles.of(actor.student_id)))


@router.callback_query(Choose.filter())
async def choose_subject(
    query: CallbackQuery,
    callback_data: Choose,
    actor: Actor,
    roles: FromDishka[Roles],
    subjects: FromDishka[Subjects],
) -> None:
    await toast(query)
    granted, taught = await roles.of(actor.student_id), await subjects.all()
    await show(query, texts.WHAT_OF, keyboards.subjects(callback_data.name, granted, taught))


@router.callback_query(Take.filter())
async def take(
    query: CallbackQuery,
    callback_data: Take,
    actor: Actor,
    roles: FromDishka[Roles],
    request: FromDishka[RequestExport],
) -> None:
    """It is brought by the courier."""
    await request(actor, callback_data.wanted)
    await toast(query)
    assert query.bot is not None
    granted = await roles.of(actor.student_id)
    await say(query.bot, chat_of(query), texts.ASKED, keyboards.with_names(callback_data, granted))
