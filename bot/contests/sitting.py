"""Taking part: the code, the questions, the end."""

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.contests import keyboards, texts
from bot.contests.keyboards import Of
from bot.contests.paper import Paper, put, served
from bot.contests.states import Sitting
from bot.replies import chat_of, say, toast
from bot.steps import Typed
from bot.training.desk import Desk
from bot.training.showing import ShowQuestion
from serving.core.account.show_profile import ShowProfile
from serving.core.contests.contests import ContestId
from serving.core.contests.enter_contest import EnterContest
from serving.core.contests.errors import EntranceRefused, NothingLeft
from serving.core.contests.show_contests import ShowContest
from serving.core.contests.take_part import FinishAttempt, NextInContest
from serving.core.identity import Actor

router = Router(name="sitting")

CONTEST = "contest"


@dataclass(frozen=True, slots=True)
class Sit:
    """Entering, and going on, however often."""

    contest: ShowContest
    enter: EnterContest
    draw: NextInContest
    profile: ShowProfile
    ask: ShowQuestion

    async def begin(
        self, chat_id: int, actor: Actor, contest_id: ContestId, state: FSMContext, code: str | None
    ) -> None:
        attempt = await self.enter(actor, contest_id, code)
        time_zone = (await self.profile(actor)).time_zone
        await say(self.ask.bot, chat_id, texts.begun(attempt, time_zone))
        await self.go_on(chat_id, actor, contest_id, state)

    async def go_on(self, chat_id: int, actor: Actor, contest_id: ContestId, state: FSMContext) -> None:
        try:
            asked = await self.draw(actor, contest_id)
        except NothingLeft:
            await put(state, None)
            await say(self.ask.bot, chat_id, texts.NOTHING_LEFT, keyboards.after_answer(contest_id))
            return
        title = (await self.contest(contest_id)).plan.title
        head = texts.header(asked, title)
        desk = await self.ask(chat_id, Desk(session="", title=title), served(asked), head)
        await put(state, Paper(contest_id, asked.place, desk))
        await state.set_state(Sitting.answering)


@router.callback_query(Of.filter(F.what == "join"))
async def join(
    query: CallbackQuery,
    callback_data: Of,
    actor: Actor,
    state: FSMContext,
    sit: FromDishka[Sit],
) -> None:
    await toast(query)
    contest_id = ContestId(callback_data.contest)
    try:
        await sit.begin(chat_of(query), actor, contest_id, state, None)
    except EntranceRefused:
        if (await sit.contest(contest_id)).plan.entrants.code is None:
            raise
        await state.set_state(Sitting.code)
        await state.update_data({CONTEST: contest_id})
        await say(sit.ask.bot, chat_of(query), texts.ASK_CODE)


@router.message(Typed(Sitting.code))
async def take_code(message: Message, actor: Actor, state: FSMContext, sit: FromDishka[Sit]) -> None:
    contest_id = ContestId((await state.get_data())[CONTEST])
    await state.set_state(None)
    await sit.begin(message.chat.id, actor, contest_id, state, (message.text or "").strip())


@router.callback_query(Of.filter(F.what == "next"))
async def next_question(
    query: CallbackQuery, callback_data: Of, actor: Actor, state: FSMContext, sit: FromDishka[Sit]
) -> None:
    await toast(query)
    await sit.go_on(chat_of(query), actor, ContestId(callback_data.contest), state)


@router.callback_query(Of.filter(F.what == "finish"))
async def finish(
    query: CallbackQuery,
    callback_data: Of,
    actor: Actor,
    state: FSMContext,
    finish_attempt: FromDishka[FinishAttempt],
) -> None:
    await toast(query)
    await finish_attempt(actor, ContestId(callback_data.contest))
    await put(state, None)
    await state.set_state(None)
    assert query.bot is not None
    await say(query.bot, chat_of(query), texts.FINISHED, keyboards.to_table(callback_data.contest))
