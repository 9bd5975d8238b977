from collections.abc import Mapping, Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardMarkup

from bot.contests import condition_texts
from bot.contests import making_texts as texts
from bot.contests.conditions import Condition
from bot.contests.keyboards import Of
from bot.contests.orders import (
    About,
    Change,
    Give,
    ListMade,
    Make,
    Order,
    SeeConditions,
    SeeMade,
)
from bot.contests.texts import TABLE
from bot.exports.keyboards import Take
from bot.exports.texts import NAMES
from bot.keyboards import Button, keyboard, one_a_row
from serving.core.contests.contests import Contest
from serving.core.contests.states import ContestState
from serving.core.exports.exports import ExportName
from serving.core.training.ports import Subject

ORDERS: Mapping[ContestState, Sequence[Order]] = {
    ContestState.DRAFT: [Order.ANNOUNCE, Order.ASK_TO_CANCEL],
    ContestState.SCHEDULED: [Order.ASK_TO_CANCEL],
    ContestState.RUNNING: [Order.ASK_TO_FINISH, Order.ASK_TO_CANCEL],
    ContestState.FROZEN: [Order.ASK_TO_FINISH, Order.ASK_TO_CANCEL],
    ContestState.FINISHED: [Order.RESULTS, Order.WEIGH],
    ContestState.PUBLISHED: [Order.WEIGH],
    ContestState.CANCELLED: [],
}
AFTERWARDS = (ExportName.CONTEST, ExportName.CONTEST_QUESTIONS, ExportName.CONTEST_ANSWERS)


def made(contests: Sequence[Contest], now: datetime) -> InlineKeyboardMarkup:
    known: list[Button] = [
        (texts.line(each, each.schedule.state(now)), SeeMade(contest=each.id)) for each in contests
    ]
    return keyboard([(texts.NEW, Make())], *one_a_row(known))


def of_contest(contest: Contest, state: ContestState) -> InlineKeyboardMarkup:
    orders: list[Button] = [
        (texts.ORDERS[order], Give(contest=contest.id, order=order)) for order in ORDERS[state]
    ]
    rows = one_a_row([*orders, (condition_texts.CONDITIONS, SeeConditions(contest=contest.id))])
    if state in {ContestState.FINISHED, ContestState.PUBLISHED}:
        rows += one_a_row([(NAMES[name], Take(name=name, contest=contest.id)) for name in AFTERWARDS])
    if contest.questions:
        rows.append([(TABLE, Of(contest=contest.id, what="table"))])
    return keyboard(*rows, [(texts.REFRESH, SeeMade(contest=contest.id)), (texts.BACK, ListMade())])


def subjects(taught: Sequence[Subject]) -> InlineKeyboardMarkup:
    return keyboard(*one_a_row([(each.title, About(subject=each.code)) for each in taught]))


def conditions(contest: Contest, state: ContestState) -> InlineKeyboardMarkup:
    """What is announced stays as it is."""
    changes: list[Button] = [
        (name, Change(contest=contest.id, what=what)) for what, name in condition_texts.NAMES.items()
    ]
    rows = [changes[place : place + 2] for place in range(0, len(changes), 2)]
    back: list[Button] = [(texts.KEEP, SeeMade(contest=contest.id))]
    return keyboard(*(rows if state is ContestState.DRAFT else []), back)


def asked(contest: int, what: Condition) -> InlineKeyboardMarkup:
    return keyboard(
        [(condition_texts.USUAL, Change(contest=contest, what=what, usual=True))],
        [(condition_texts.BACK, SeeConditions(contest=contest))],
    )


def whether(contest: int, order: Order | None) -> InlineKeyboardMarkup:
    """To do it, or to look at the contest again."""
    do: list[Button] = [] if order is None else [(texts.ORDERS[order], Give(contest=contest, order=order))]
    return keyboard(do, [(texts.KEEP, SeeMade(contest=contest))])
