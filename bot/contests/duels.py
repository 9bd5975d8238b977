"""Duels: a student's own contest for whom he gives its code."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.contests import duel_texts as texts
from bot.contests.keyboards import Join
from bot.contests.sitting import Sit
from bot.contests.student_pages import StudentPages
from bot.keyboards import Button, keyboard, one_a_row
from bot.replies import chat_of, reply, show, toast
from serving.core.contests.contests import ContestId
from serving.core.contests.make_duel import DuelWanted, MakeDuel
from serving.core.contests.show_duels import ListDuels
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor
from serving.core.training.ports import Subjects

router = Router(name="duels")

SHOWN = 5
COUNTS = (5, 10, 20)
Pages = FromDishka[StudentPages]


class Choose(CallbackData, prefix="w3"):
    """What it is about: the subject first, then how many questions."""

    subject: str = ""
    count: int = 0


class See(CallbackData, prefix="w4"):
    """A duel of one's own."""

    code: str


@router.message(Command("duel", magic=F.args))
async def open_by_code(message: Message, command: CommandObject, actor: Actor, pages: Pages) -> None:
    await reply(message, *await pages.duel_of(actor, command.args or ""))


@router.message(Command("duel"))
async def list_duels(message: Message, actor: Actor, mine: FromDishka[ListDuels]) -> None:
    known: list[Button] = [
        (texts.line(each), See(code=texts.code(each))) for each in await mine(actor, None, SHOWN)
    ]
    await reply(message, texts.ABOUT, keyboard([(texts.NEW, Choose())], *one_a_row(known)))


@router.callback_query(See.filter())
async def see(query: CallbackQuery, callback_data: See, actor: Actor, pages: Pages) -> None:
    await toast(query)
    await show(query, *await pages.duel_of(actor, callback_data.code))


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
    pages: Pages,
) -> None:
    await toast(query)
    filters = await choices.get(actor.student_id, callback_data.subject)
    wanted = DuelWanted(subject=callback_data.subject, filters=filters, count=callback_data.count)
    await show(query, *await pages.duel(actor, await make_duel(actor, wanted)))


@router.callback_query(Join.filter())
async def join(
    query: CallbackQuery, callback_data: Join, actor: Actor, state: FSMContext, sit: FromDishka[Sit]
) -> None:
    await toast(query)
    await sit.begin(chat_of(query), actor, ContestId(callback_data.contest), state, callback_data.code)
