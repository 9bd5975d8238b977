"""Inline keyboards from rows of buttons."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

Button = tuple[str, CallbackData]
"""What it says and what a tap sends, at most 64 bytes of it."""


def keyboard(*rows: Sequence[Button]) -> InlineKeyboardMarkup:
    """Empty rows are left out."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data=data.pack()) for text, data in row]
            for row in rows
            if row
        ]
    )


def one_a_row(buttons: Sequence[Button]) -> list[list[Button]]:
    return [[button] for button in buttons]
