"""Every text that a student reads is there in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.languages import ENGLISH, Language, _, counted, speak

BOT = Path(__file__).parents[2] / "bot"
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
MARKS = {"_": None, "counted": (2, 4)}
NAMES = ("Лицей № 1", "Томская область")
"""Stand in English texts, too: schools and regions are typed in Russian."""
COMPARED = {"typed.py", "registration/handlers.py"}
"""Words that a student may type, whatever he reads."""
Message = str | tuple[str, ...]


def extracted() -> set[Message]:
    return {found[2] for found in extract_from_dir(BOT, keywords=MARKS)}


@pytest.fixture(scope="module")
def english() -> Catalog:
    with ENGLISH.open("rb") as source:
        return read_po(source, locale="en")


def test_no_text_is_missing_in_english_and_none_is_left_over(english: Catalog) -> None:
    assert {message.id for message in english if message.id} == extracted()
    assert [message.id for message in english if message.fuzzy and message.id] == []
    assert [message.id for message in english if message.id and not all(forms(message.string))] == []


def test_english_texts_are_english_and_tell_the_same_facts(english: Catalog) -> None:
    for message in english:
        for said in forms(message.string) if message.id else ():
            plain = said
            for name in NAMES:
                plain = plain.replace(name, "")
            assert not RUSSIAN.search(plain), said
            assert facts(said) == facts(forms(message.id)[0]), said
            assert re.findall(r"/\w+", said.replace("yes/no", "")) == re.findall(
                r"/[a-z]+", forms(message.id)[0]
            )


def test_no_russian_word_stands_outside_of_what_is_translated() -> None:
    outside = {
        f"{source.relative_to(BOT)}: {text}"
        for source in BOT.rglob("*.py")
        if not any(source.match(name) for name in COMPARED)
        for text in bare(ast.parse(source.read_text(encoding="utf-8")))
    }
    assert outside == {"account/texts.py: 🌐 Русский"}


@pytest.mark.parametrize(
    ("number", "russian", "in_english"),
    [
        (1, "1 ошибку", "1 mistake"),
        (2, "2 ошибки", "2 mistakes"),
        (5, "5 ошибок", "5 mistakes"),
        (11, "11 ошибок", "11 mistakes"),
        (21, "21 ошибку", "21 mistakes"),
        (0, "0 ошибок", "0 mistakes"),
    ],
)
def test_plural_forms_are_those_of_the_language(number: int, russian: str, in_english: str) -> None:
    said = {}
    for language in Language:
        speak(language)
        said[language] = counted(number, "ошибку", "ошибки", "ошибок")
    speak(Language.RUSSIAN)
    assert said == {Language.RUSSIAN: russian, Language.ENGLISH: in_english}


def test_a_text_is_read_in_the_language_that_is_spoken_when_it_is_shown() -> None:
    text = _("Помощь")
    speak(Language.ENGLISH)
    assert str(text) == "Help"
    speak(Language.RUSSIAN)
    assert str(text) == "Помощь"


def forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ("",))


def facts(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def bare(tree: ast.Module) -> Iterator[str]:
    """Russian literals that no mark holds."""
    marked = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
        for part in ast.walk(call)
    }
    said = docstrings(tree)
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in marked)
    texts = (node.value for node in literals if isinstance(node.value, str))
    yield from (text for text in texts if RUSSIAN.search(text) and text not in said)


def docstrings(tree: ast.Module) -> set[str]:
    return {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
