from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from dishka.integrations.aiogram import FromDishka

from bot.keyboards import keyboard, one_a_row
from bot.replies import chat_of, reply, say, show, toast
from bot.reports import texts
from bot.reports.states import Reporting
from bot.steps import Typed
from bot.training.keyboards import Complain
from serving.core.errors import QuestionNotServed, ReportedAlready
from serving.core.identity import Actor
from serving.core.questions import QuestionId
from serving.core.reports.report_question import ReportQuestion
from serving.core.reports.reports import Reason

router = Router(name="reports")
REPORT = "report"


class Why(CallbackData, prefix="y1"):
    question: int
    reason: Reason


class NoWords(CallbackData, prefix="w1"):
    question: int
    reason: Reason


@router.callback_query(Complain.filter())
async def ask_reason(query: CallbackQuery, callback_data: Complain) -> None:
    """Below the question, whose buttons go on working."""
    await toast(query)
    reasons = [
        (text, Why(question=callback_data.question, reason=why)) for why, text in texts.REASONS.items()
    ]
    assert query.bot is not None
    await say(query.bot, chat_of(query), texts.WHAT, keyboard(*one_a_row(reasons)))


@router.callback_query(Why.filter())
async def ask_details(query: CallbackQuery, callback_data: Why, state: FSMContext) -> None:
    await toast(query)
    question, reason = callback_data.question, callback_data.reason
    await state.set_state(Reporting.details)
    await state.update_data({REPORT: [question, reason]})
    await show(
        query, texts.DETAILS, keyboard([(texts.WITHOUT_WORDS, NoWords(question=question, reason=reason))])
    )


@router.callback_query(NoWords.filter())
async def send_without_words(
    query: CallbackQuery,
    callback_data: NoWords,
    actor: Actor,
    state: FSMContext,
    report: FromDishka[ReportQuestion],
) -> None:
    await toast(query)
    await state.set_state(None)
    await show(query, await reported(report, actor, callback_data.question, callback_data.reason, None))


@router.message(Typed(Reporting.details))
async def send_with_words(
    message: Message, actor: Actor, state: FSMContext, report: FromDishka[ReportQuestion]
) -> None:
    question, reason = (await state.get_data())[REPORT]
    await state.set_state(None)
    await reply(message, await reported(report, actor, question, Reason(reason), (message.text or "")[:2000]))


async def reported(
    report: ReportQuestion, actor: Actor, question: int, reason: Reason, words: str | None
) -> Text:
    try:
        await report(actor, QuestionId(question), reason, words)
    except ReportedAlready:
        return texts.ALREADY
    except QuestionNotServed:
        return texts.NOT_SERVED
    return texts.THANKS
