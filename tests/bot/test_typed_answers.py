"""What people type instead of tapping."""

import pytest

from bot.languages import Language, speak
from bot.training.typed import response
from serving.core.questions import Kind

SHOWN = (30, 10, 20)
"""Ids of the options in the order in which they are on the screen."""


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (Kind.YES_NO, "Да", True),
        (Kind.YES_NO, "нет.", False),
        (Kind.YES_NO, "не знаю", None),
        (Kind.ONE, "б", 10),
        (Kind.ONE, "2", 10),
        (Kind.ONE, " A) ", 30),
        (Kind.ONE, "г", None),
        (Kind.ONE, "а б", None),
        (Kind.ONE, "0", None),
        (Kind.MULTIPLE, "а, в", (30, 20)),
        (Kind.MULTIPLE, "3 1 3", (20, 30)),
        (Kind.MULTIPLE, "а или в", None),
        (Kind.MULTIPLE, "", None),
        (Kind.OPEN, " Каспийское море ", "Каспийское море"),
        (Kind.OPEN, "x" * 501, None),
    ],
)
def test_a_typed_answer_is_read_as_it_is_meant(kind: Kind, typed: str, meant: object) -> None:
    assert response(kind, SHOWN, typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("c", 20), ("B", 10), ("yes", None), ("а", None)])
def test_who_reads_english_types_the_letters_that_he_sees(typed: str, meant: int | None) -> None:
    speak(Language.ENGLISH)
    try:
        assert response(Kind.ONE, SHOWN, typed) == meant
    finally:
        speak(Language.RUSSIAN)
