"""What taps send."""

from collections import Counter

from aiogram.filters.callback_data import CallbackData

import bot.app  # noqa: F401 every feature declares its buttons
from bot.links import Follow, Kind, follow


def test_no_two_buttons_begin_alike() -> None:
    prefixes = Counter(button.__prefix__ for button in CallbackData.__subclasses__())
    assert len(prefixes) > 20
    assert [prefix for prefix, times in prefixes.items() if times > 1] == []


def test_a_link_names_a_kind_and_which_one_and_nothing_else() -> None:
    followed = follow("q_17")
    assert followed is not None
    assert (followed.kind, followed.name) == (Kind.QUESTION, "17")
    assert follow("d_2345-ABCD") == Follow(kind=Kind.DUEL, name="2345-ABCD")
    for strange in (None, "", "q_", "q_1x", "q_-1", "c_ABCD", "z_1", "link_abc", f"q_{'9' * 30}", "d_я"):
        assert follow(strange) is None
