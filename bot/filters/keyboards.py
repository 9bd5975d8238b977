from zlib import crc32

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.filters import texts
from bot.keyboards import Button, keyboard, one_a_row
from bot.training.keyboards import ChooseSubject
from serving.core.filters.count_choices import CountedChoice
from serving.core.filters.filters import Filters

PAGE = 8


class Look(CallbackData, prefix="fl1"):
    """At one filter of the subject; no name: at all of them."""

    subject: str
    name: str = ""
    page: int = 0


class Tick(CallbackData, prefix="ft1"):
    """`mark` tells whether the list still has the value in that place."""

    subject: str
    name: str
    place: int
    mark: int


class Unseen(CallbackData, prefix="fu1"):
    subject: str


class Reset(CallbackData, prefix="fr1"):
    subject: str


def mark(value: object) -> int:
    return crc32(str(value).encode()) & 0xFFFF


def values_of(name: str, counted: CountedChoice) -> list[object]:
    return list(getattr(counted.counts, name))


def chosen_of(name: str, filters: Filters) -> tuple[object, ...]:
    chosen = getattr(filters, name)
    return () if chosen is None else (chosen,) if name == "subway" else chosen


def all_filters(subject: str, counted: CountedChoice) -> InlineKeyboardMarkup:
    rows: list[Button] = [
        (texts.dimension(name, len(chosen_of(name, counted.chosen))), Look(subject=subject, name=name))
        for name in texts.NAMES
    ]
    unseen: list[Button] = [(texts.unseen(counted.chosen.unseen_only), Unseen(subject=subject))]
    reset: list[Button] = [(texts.RESET, Reset(subject=subject))] if counted.chosen.narrow else []
    return keyboard(
        rows[:2], rows[2:4], rows[4:], unseen, reset, [(texts.TRAIN, ChooseSubject(subject=subject))]
    )


def one_filter(subject: str, name: str, page: int, counted: CountedChoice) -> InlineKeyboardMarkup:
    counts, chosen = getattr(counted.counts, name), chosen_of(name, counted.chosen)
    listed = list(enumerate(counts))[page * PAGE : (page + 1) * PAGE]
    ticks: list[Button] = [
        (
            texts.value(name, value, counts[value], chosen=value in chosen),
            Tick(subject=subject, name=name, place=place, mark=mark(value)),
        )
        for place, value in listed
    ]
    turns: list[Button] = []
    if page > 0:
        turns.append(("◀", Look(subject=subject, name=name, page=page - 1)))
    if (page + 1) * PAGE < len(counts):
        turns.append(("▶", Look(subject=subject, name=name, page=page + 1)))
    return keyboard(*one_a_row(ticks), turns, [(texts.BACK, Look(subject=subject))])
