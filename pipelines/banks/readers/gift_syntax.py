"""The signs of GIFT: escapes, titles, markers of formats, braces, weights."""

import re
from dataclasses import dataclass
from decimal import Decimal

from serving.core.questions import number

_SIGNS = "\\~=#{}:n"
_PLACES = {sign: chr(place) for place, sign in enumerate(_SIGNS, start=1)}
_LITERAL = {ord(place): "\n" if sign == "n" else sign for sign, place in _PLACES.items()}
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_TITLE = re.compile(r"\s*::.*?::", re.DOTALL)
_MARKER = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%\s*([-+]?\d{1,9}(?:[.,]\d{1,9})?)\s*%")

BLANK = "_____"
"""What stands for a missing word."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`answers` is None for a text without braces; `fault` says what cannot be understood."""

    text: str
    html: bool
    answers: str | None
    fault: str = ""


def hidden(text: str) -> str:
    """Escaped signs as control characters, which no text has, so that those left are syntax."""
    return _ESCAPE.sub(lambda found: _PLACES[found[1]], text)


def shown(text: str) -> str:
    return text.translate(_LITERAL).strip()


def parts(written: str) -> Parts:
    """`written` is hidden."""
    marker, text = read_marker(_TITLE.sub("", written, count=1))
    html = marker == "html"
    before, opened, rest = text.partition("{")
    answers, closed, after = rest.partition("}")
    if "}" in before:
        return Parts(text, html, None, "скобка } стоит раньше скобки {")
    if not opened:
        return Parts(text, html, None)
    if not closed:
        return Parts(before, html, None, "нет закрывающей скобки }")
    if "{" in answers or "{" in after or "}" in after:
        return Parts(text, html, None, "скобок { } больше одной пары: внутри текста пишите \\{ и \\}")
    whole = before + BLANK + after if after.strip() else before
    return Parts(whole, html, answers.strip())


def read_marker(text: str) -> tuple[str, str]:
    """The name of the format, empty when none is given, and what follows."""
    found = _MARKER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def read_weight(text: str, default: Decimal) -> tuple[Decimal, str]:
    found = _WEIGHT.match(text)
    weight = number(found[1]) if found else None
    return (default, text) if found is None or weight is None else (weight, text[found.end() :])
