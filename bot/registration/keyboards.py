from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.account.keyboards import Read
from bot.account.texts import other_language
from bot.keyboards import Button, keyboard, one_a_row
from bot.links import follow
from bot.registration import texts
from serving.core.training.ports import Subject


class Consent(CallbackData, prefix="rc1"):
    given: bool


class Fill(CallbackData, prefix="rf1"):
    """A value by its place among those that were offered; -1 skips, -2 goes back."""

    place: int


class Check(CallbackData, prefix="rk1"):
    right: bool


SKIPPED, BACK = -1, -2
GRADES: tuple[int | str, ...] = (*range(1, 12), "graduated")


def consent() -> InlineKeyboardMarkup:
    other, name = other_language()
    return keyboard(
        [(texts.AGREE, Consent(given=True)), (texts.REFUSE, Consent(given=False))],
        [(name, Read(language=other))],
    )


def check() -> InlineKeyboardMarkup:
    return keyboard([(texts.RIGHT, Check(right=True)), (texts.AGAIN, Check(right=False))])


def under_step(field: str, subjects: Sequence[Subject]) -> InlineKeyboardMarkup:
    back: list[Button] = [] if field == texts.FIELDS[0] else [(texts.BACK, Fill(place=BACK))]
    match field:
        case "patronymic":
            return keyboard([(texts.SKIP, Fill(place=SKIPPED))], back)
        case "grade":
            grades: list[Button] = [
                (str(grade), Fill(place=place)) for place, grade in enumerate(GRADES[:-1])
            ]
            graduated: list[Button] = [(texts.GRADUATED, Fill(place=len(GRADES) - 1))]
            return keyboard(grades[:6], grades[6:], graduated, back)
        case "subject":
            return keyboard(
                *one_a_row([(each.title, Fill(place=place)) for place, each in enumerate(subjects)]), back
            )
        case _:
            return keyboard(back)


def onward(link: str | None) -> InlineKeyboardMarkup | None:
    followed = follow(link)
    return keyboard([(texts.ONWARD, followed)]) if followed else None


def candidates(names: Sequence[str]) -> InlineKeyboardMarkup:
    return keyboard(*one_a_row([(name, Fill(place=place)) for place, name in enumerate(names)]))
