"""What the buttons of those who make contests send."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class Order(StrEnum):
    ANNOUNCE = "announce"
    RESULTS = "results"
    WEIGH = "weigh"
    REJUDGE = "rejudge"
    ASK_TO_CANCEL = "ask"
    CANCEL = "cancel"


class ListMade(CallbackData, prefix="k2"):
    pass


class Make(CallbackData, prefix="k3"):
    pass


class About(CallbackData, prefix="k4"):
    """The subject of the contest that is made."""

    subject: str


class WholeTime(CallbackData, prefix="k5"):
    """Instead of minutes of each student's own."""


class SeeMade(CallbackData, prefix="k6"):
    contest: int


class Give(CallbackData, prefix="k7"):
    contest: int
    order: Order
