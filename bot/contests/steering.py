"""The menu of those who make contests: what there is, and what is ordered about it."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka

from bot.contests import making_keyboards as keyboards
from bot.contests import making_texts as texts
from bot.contests.orders import Give, ListMade, Order, SeeMade
from bot.contests.pages import ContestPages
from bot.replies import show, toast
from serving.core.contests.announce_contest import AnnounceContest
from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.contests import ContestId
from serving.core.contests.finish_contest import FinishContest
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.rejudge_contest import RejudgeContest, WeighRejudgement
from serving.core.identity import Actor

router = Router(name="contests of their makers")

Pages = FromDishka[ContestPages]
SURE_OF = {Order.ASK_TO_CANCEL: Order.CANCEL, Order.ASK_TO_FINISH: Order.FINISH}


@router.callback_query(ListMade.filter())
async def list_made(query: CallbackQuery, actor: Actor, pages: Pages) -> None:
    await toast(query)
    await show(query, *await pages.all(actor))


@router.callback_query(SeeMade.filter())
async def see(query: CallbackQuery, callback_data: SeeMade, actor: Actor, pages: Pages) -> None:
    await toast(query)
    await show(query, *await pages.one(actor, ContestId(callback_data.contest)))


@router.callback_query(Give.filter(F.order == Order.ANNOUNCE))
async def announce(
    query: CallbackQuery, callback_data: Give, actor: Actor, pages: Pages, tell: FromDishka[AnnounceContest]
) -> None:
    await tell(actor, ContestId(callback_data.contest))
    await toast(query, texts.ANNOUNCED)
    await show(query, *await pages.one(actor, ContestId(callback_data.contest)))


@router.callback_query(Give.filter(F.order == Order.RESULTS))
async def publish(
    query: CallbackQuery, callback_data: Give, actor: Actor, pages: Pages, results: FromDishka[PublishResults]
) -> None:
    await toast(query)
    await results(actor, ContestId(callback_data.contest))
    await show(query, *await pages.one(actor, ContestId(callback_data.contest)))


@router.callback_query(Give.filter(F.order == Order.WEIGH))
async def weigh(
    query: CallbackQuery, callback_data: Give, actor: Actor, effect: FromDishka[WeighRejudgement]
) -> None:
    """What a rejudgement would do, before it is done."""
    await toast(query)
    found = await effect(actor, ContestId(callback_data.contest))
    order = Order.REJUDGE if found.questions else None
    await show(query, texts.weighed(found), keyboards.whether(callback_data.contest, order))


@router.callback_query(Give.filter(F.order == Order.REJUDGE))
async def rejudge(
    query: CallbackQuery, callback_data: Give, actor: Actor, mark: FromDishka[RejudgeContest]
) -> None:
    await toast(query)
    found = await mark(actor, ContestId(callback_data.contest))
    await show(query, texts.rejudged(found), keyboards.whether(callback_data.contest, None))


@router.callback_query(Give.filter(F.order.in_(SURE_OF)))
async def ask_whether(query: CallbackQuery, callback_data: Give) -> None:
    await toast(query)
    order = SURE_OF[callback_data.order]
    await show(query, texts.SURE[order], keyboards.whether(callback_data.contest, order))


@router.callback_query(Give.filter(F.order == Order.FINISH))
async def finish(
    query: CallbackQuery, callback_data: Give, actor: Actor, pages: Pages, end: FromDishka[FinishContest]
) -> None:
    await toast(query)
    await end(actor, ContestId(callback_data.contest))
    await show(query, *await pages.one(actor, ContestId(callback_data.contest)))


@router.callback_query(Give.filter(F.order == Order.CANCEL))
async def cancel(
    query: CallbackQuery, callback_data: Give, actor: Actor, pages: Pages, give_up: FromDishka[CancelContest]
) -> None:
    await toast(query)
    await give_up(actor, ContestId(callback_data.contest))
    await show(query, *await pages.one(actor, ContestId(callback_data.contest)))
