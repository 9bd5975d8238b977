from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.account import texts
from bot.broadcasts.menu_texts import MENU
from bot.broadcasts.orders import ListAll
from bot.broadcasts.texts import OPT_IN, OPT_OUT
from bot.contests.making_texts import MENU as CONTESTS
from bot.contests.orders import ListMade
from bot.exports.keyboards import ListAll as ListExports
from bot.exports.texts import MENU as EXPORTS
from bot.keyboards import Button, keyboard, one_a_row
from bot.languages import Language
from serving.core.roles.roles import Role


class Do(CallbackData, prefix="d1"):
    what: str


class Live(CallbackData, prefix="z1"):
    """In the zone of that place in the list."""

    place: int


class Read(CallbackData, prefix="g1"):
    """In the language."""

    language: Language


def account(*, listed: bool, wants_broadcasts: bool, role: str | None) -> InlineKeyboardMarkup:
    listing = texts.HIDE if listed else texts.LIST
    other, name = texts.other_language()
    sending = OPT_OUT if wants_broadcasts else OPT_IN
    return keyboard(
        [(texts.CODE, Do(what="code")), (texts.ZONE, Do(what="zone"))],
        [(texts.RENAME, Do(what="name")), (listing, Do(what="list"))],
        [(sending, Do(what="broadcasts"))],
        [(name, Read(language=other))],
        *one_a_row(_managing(role)),
        [(texts.DATA, Do(what="data")), (texts.DELETE, Do(what="delete"))],
    )


def _managing(role: str | None) -> list[Button]:
    """What is there for those who were granted something."""
    broadcasts: list[Button] = [(MENU, ListAll())]
    contests: list[Button] = [(CONTESTS, ListMade())]
    exports: list[Button] = [(EXPORTS, ListExports())]
    match role:
        case Role.ADMIN:
            return broadcasts + contests + exports
        case Role.DEPARTMENT:
            return contests + exports
        case Role.ANALYST:
            return exports
        case _:
            return []


def zones() -> InlineKeyboardMarkup:
    offered: list[Button] = [(title, Live(place=place)) for place, title in enumerate(texts.ZONES.values())]
    pairs = [offered[start : start + 2] for start in range(0, len(offered), 2)]
    return keyboard(*pairs, [(texts.BACK, Do(what="page"))])
