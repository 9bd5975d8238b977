"""What the buttons of those who make contests send."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.contests.conditions import Condition


class Order(StrEnum):
    ANNOUNCE = "announce"
    RESULTS = "results"
    WEIGH = "weigh"
    REJUDGE = "rejudge"
    ASK_TO_CANCEL = "ask"
    CANCEL = "cancel"
    ASK_TO_FINISH = "soon"
    FINISH = "finish"


class ListMade(CallbackData, prefix="k2"):
    pass


class Make(CallbackData, prefix="k3"):
    pass


class About(CallbackData, prefix="k4"):
    """The subject of the contest that is made."""

    subject: str


class SeeMade(CallbackData, prefix="k6"):
    contest: int


class Give(CallbackData, prefix="k7"):
    contest: int
    order: Order


class SeeConditions(CallbackData, prefix="k8"):
    contest: int


class Change(CallbackData, prefix="k9"):
    """`usual`: back to what it is when nothing is told."""

    contest: int
    what: Condition
    usual: bool = False
