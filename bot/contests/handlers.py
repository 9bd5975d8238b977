"""What contests there are, their tables, and reviews of one's own attempts."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.contests import keyboards, texts
from bot.contests.keyboards import Of
from bot.contests.student_pages import StudentPages
from bot.replies import reply, show, toast
from serving.core.contests.contests import ContestId
from serving.core.contests.show_contests import ListContests, ReviewAttempt, ShowContest, ShowTable
from serving.core.contests.states import ContestState
from serving.core.identity import Actor, Clock

router = Router(name="contests")

SHOWN, ROWS = 10, 10


@router.message(Command("contests"))
async def list_contests(
    message: Message, actor: Actor, contests: FromDishka[ListContests], clock: FromDishka[Clock]
) -> None:
    newest, now = await contests(actor, None, SHOWN, drafts=False), clock()
    found = [each for each in newest if each.schedule.state(now) is not ContestState.CANCELLED]
    await reply(message, texts.LIST if found else texts.NONE, keyboards.listed(found))


@router.callback_query(Of.filter(F.what == "page"))
async def page(
    query: CallbackQuery, callback_data: Of, actor: Actor, pages: FromDishka[StudentPages]
) -> None:
    await toast(query)
    await show(query, *await pages.contest(actor, ContestId(callback_data.contest)))


@router.callback_query(Of.filter(F.what == "table"))
async def table(
    query: CallbackQuery,
    callback_data: Of,
    actor: Actor,
    contest: FromDishka[ShowContest],
    standings: FromDishka[ShowTable],
) -> None:
    await toast(query)
    contest_id = ContestId(callback_data.contest)
    found = await standings(actor.student_id, contest_id, ROWS)
    await show(query, texts.table(await contest(contest_id), found), keyboards.back(contest_id))


@router.callback_query(Of.filter(F.what == "review"))
async def review(
    query: CallbackQuery,
    callback_data: Of,
    actor: Actor,
    contest: FromDishka[ShowContest],
    own: FromDishka[ReviewAttempt],
) -> None:
    await toast(query)
    contest_id = ContestId(callback_data.contest)
    asked = await own(actor, contest_id)
    await show(query, texts.review(await contest(contest_id), asked), keyboards.back(contest_id))
