from collections.abc import Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.contests import duel_texts, texts
from bot.keyboards import Button, keyboard, one_a_row
from serving.core.contests.contests import Contest, ContestKind
from serving.core.contests.states import ContestState


class Of(CallbackData, prefix="k1"):
    contest: int
    what: Literal["page", "join", "next", "finish", "table", "review"]


class Join(CallbackData, prefix="w2"):
    """A duel by its code."""

    contest: int
    code: str


def listed(contests: Sequence[Contest]) -> InlineKeyboardMarkup:
    return keyboard(
        *one_a_row([(contest.plan.title, Of(contest=contest.id, what="page")) for contest in contests])
    )


def page(contest: Contest, state: ContestState, link: str) -> InlineKeyboardMarkup:
    open_now = state in {ContestState.RUNNING, ContestState.FROZEN}
    past = state in {ContestState.FINISHED, ContestState.PUBLISHED}
    rows: list[list[Button]] = []
    if open_now or (past and contest.plan.virtual):
        rows.append([(texts.TAKE_PART if open_now else texts.VIRTUALLY, Of(contest=contest.id, what="join"))])
    if open_now or past:
        rows.append([(texts.TABLE, Of(contest=contest.id, what="table"))])
    if past:
        rows.append([(texts.REVIEW, Of(contest=contest.id, what="review"))])
    if contest.kind is ContestKind.CONTEST:
        rows.append([(texts.SHARE, link)])
    return keyboard(*rows)


def of_duel(duel: Contest, invitation: str) -> InlineKeyboardMarkup:
    code = duel_texts.code(duel)
    return keyboard(
        [
            (texts.TAKE_PART, Join(contest=duel.id, code=code)),
            (texts.TABLE, Of(contest=duel.id, what="table")),
        ],
        [(duel_texts.INVITE, invitation)],
    )


def after_answer(contest: int) -> InlineKeyboardMarkup:
    return keyboard(
        [(texts.NEXT, Of(contest=contest, what="next")), (texts.FINISH, Of(contest=contest, what="finish"))]
    )


def to_table(contest: int) -> InlineKeyboardMarkup:
    return keyboard([(texts.TABLE, Of(contest=contest, what="table"))])


def back(contest: int) -> InlineKeyboardMarkup:
    return keyboard([(texts.BACK, Of(contest=contest, what="page"))])
