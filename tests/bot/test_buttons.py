"""What taps send."""

from collections import Counter

from aiogram.filters.callback_data import CallbackData

import bot.app  # noqa: F401 every feature declares its buttons
from bot.links import Kind, follow


def test_no_two_buttons_begin_alike() -> None:
    prefixes = Counter(button.__prefix__ for button in CallbackData.__subclasses__())
    assert len(prefixes) > 20
    assert [prefix for prefix, times in prefixes.items() if times > 1] == []


def test_a_link_names_a_kind_and_a_number_and_nothing_else() -> None:
    followed = follow("q_17")
    assert followed is not None
    assert (followed.kind, followed.number) == (Kind.QUESTION, 17)
    for strange in (None, "", "q_", "q_1x", "q_-1", "z_1", "link_abc", f"q_{'9' * 30}"):
        assert follow(strange) is None
