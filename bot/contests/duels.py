"""Duels: a student's own contest for whom he gives its code."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from dishka.integrations.aiogram import FromDishka

from bot.contests import duel_texts as texts
from bot.contests.keyboards import Of
from bot.contests.sitting import Sit
from bot.contests.texts import TABLE, TAKE_PART
from bot.keyboards import Button, keyboard, one_a_row
from bot.links import inviting
from bot.replies import chat_of, reply, show, toast
from serving.core.account.show_profile import ShowProfile
from serving.core.contests.contests import Contest, ContestId
from serving.core.contests.make_duel import DuelWanted, MakeDuel
from serving.core.contests.show_duels import FindDuel, ListDuels
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor
from serving.core.training.ports import Subjects

router = Router(name="duels")

SHOWN = 5
COUNTS = (5, 10, 20)


class Choose(CallbackData, prefix="w3"):
    """What it is about: the subject first, then how many questions."""

    subject: str = ""
    count: int = 0


class Join(CallbackData, prefix="w2"):
    contest: int
    code: str


@router.message(Command("duel", magic=F.args))
async def open_by_code(
    message: Message,
    command: CommandObject,
    actor: Actor,
    find: FromDishka[FindDuel],
    profile: FromDishka[ShowProfile],
) -> None:
    duel = await find(command.args or "")
    assert message.bot is not None
    name = (await message.bot.me()).username
    await reply(message, texts.duel(duel, (await profile(actor)).time_zone), of_duel(duel, name))


@router.message(Command("duel"))
async def list_duels(message: Message, actor: Actor, mine: FromDishka[ListDuels]) -> None:
    known: list[Button] = [
        (texts.line(each), Of(contest=each.id, what="page")) for each in await mine(actor, None, SHOWN)
    ]
    await reply(message, texts.ABOUT, keyboard([(texts.NEW, Choose())], *one_a_row(known)))


@router.callback_query(Choose.filter(F.subject == ""))
async def choose_subject(query: CallbackQuery, subjects: FromDishka[Subjects]) -> None:
    await toast(query)
    offered: list[Button] = [(each.title, Choose(subject=each.code)) for each in await subjects.all()]
    await show(query, texts.WHAT_OF, keyboard(*one_a_row(offered)))


@router.callback_query(Choose.filter(F.count == 0))
async def choose_count(query: CallbackQuery, callback_data: Choose) -> None:
    await toast(query)
    offered: list[Button] = [
        (str(count), callback_data.model_copy(update={"count": count})) for count in COUNTS
    ]
    await show(query, texts.HOW_MANY, keyboard(offered))


@router.callback_query(Choose.filter())
async def make(
    query: CallbackQuery,
    callback_data: Choose,
    actor: Actor,
    choices: FromDishka[FilterChoices],
    make_duel: FromDishka[MakeDuel],
    profile: FromDishka[ShowProfile],
) -> None:
    await toast(query)
    assert query.bot is not None
    filters = await choices.get(actor.student_id, callback_data.subject)
    wanted = DuelWanted(subject=callback_data.subject, filters=filters, count=callback_data.count)
    duel = await make_duel(actor, wanted)
    name = (await query.bot.me()).username
    await show(query, texts.duel(duel, (await profile(actor)).time_zone), of_duel(duel, name))


@router.callback_query(Join.filter())
async def join(
    query: CallbackQuery, callback_data: Join, actor: Actor, state: FSMContext, sit: FromDishka[Sit]
) -> None:
    await toast(query)
    await sit.begin(chat_of(query), actor, ContestId(callback_data.contest), state, callback_data.code)


def of_duel(duel: Contest, bot_name: str | None) -> InlineKeyboardMarkup:
    code = texts.code(duel)
    return keyboard(
        [(TAKE_PART, Join(contest=duel.id, code=code)), (TABLE, Of(contest=duel.id, what="table"))],
        [(texts.INVITE, inviting(bot_name, texts.invitation(duel)))],
    )
