from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.exports import texts
from bot.keyboards import Button, keyboard, one_a_row
from serving.core.exports.allow_export import NEEDED, readers
from serving.core.exports.exports import TABLES, ExportFilters, ExportName, Wanted
from serving.core.roles.roles import Grant, Role
from serving.core.training.ports import Subject


class ListAll(CallbackData, prefix="e0"):
    pass


class Choose(CallbackData, prefix="e1"):
    """The subject comes next."""

    name: ExportName


class Take(CallbackData, prefix="e2"):
    name: ExportName
    subject: str = ""
    contest: int = 0
    broadcast: int = 0
    personal: bool = False

    @property
    def wanted(self) -> Wanted:
        filters = ExportFilters(
            subject=self.subject or None, contest=self.contest or None, broadcast=self.broadcast or None
        )
        return Wanted(self.name, filters, self.personal)


def names(granted: Grant) -> InlineKeyboardMarkup:
    """Those that are about subjects; others are asked for where their contest or broadcast is shown."""
    offered: list[Button] = [
        (texts.NAMES[name], Choose(name=name))
        for name in ExportName
        if "subject" in TABLES[name].filters and granted.role in readers(Wanted(name))
    ]
    return keyboard(*one_a_row(offered))


def subjects(name: ExportName, granted: Grant, taught: Sequence[Subject]) -> InlineKeyboardMarkup:
    every: list[Button] = [(texts.EVERY_SUBJECT, Take(name=name))]
    whole = granted.role is not Role.DEPARTMENT and NEEDED.get(name) != "subject"
    own: list[Button] = [
        (subject.title, Take(name=name, subject=subject.code))
        for subject in taught
        if granted.role is not Role.DEPARTMENT or subject.code in granted.subjects
    ]
    return keyboard(every if whole else [], *one_a_row(own))


def with_names(take: Take, granted: Grant) -> InlineKeyboardMarkup | None:
    """For an admin, when it has more to tell about people."""
    personal = take.model_copy(update={"personal": True})
    if take.personal or not TABLES[take.name].personal or granted.role not in readers(personal.wanted):
        return None
    return keyboard([(texts.WITH_NAMES, personal)])
