"""Choosing the subject that a command is about."""

from collections.abc import Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards import keyboard, one_a_row
from serving.core.training.ports import Subject

About = Literal["filters", "stats", "top", "plan"]


class Chosen(CallbackData, prefix="u1"):
    about: str
    subject: str


def choice(about: About, subjects: Sequence[Subject]) -> InlineKeyboardMarkup:
    return keyboard(*one_a_row([(each.title, Chosen(about=about, subject=each.code)) for each in subjects]))
