"""Inline keyboards from rows of buttons."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.languages import Words

Button = tuple[Words, CallbackData | str]
"""What it says, and what a tap sends (at most 64 bytes of it) or which address it opens."""


def keyboard(*rows: Sequence[Button]) -> InlineKeyboardMarkup:
    """Empty rows are left out."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[_button(text, does) for text, does in row] for row in rows if row]
    )


def _button(text: Words, does: CallbackData | str) -> InlineKeyboardButton:
    if isinstance(does, str):
        return InlineKeyboardButton(text=str(text), url=does)
    return InlineKeyboardButton(text=str(text), callback_data=does.pack())


def one_a_row(buttons: Sequence[Button]) -> list[list[Button]]:
    return [[button] for button in buttons]
