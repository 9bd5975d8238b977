"""HTML as text and tags in one pass: whatever is not closed is text, and nothing is looked at twice."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_STOP = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


@dataclass(frozen=True, slots=True)
class Tag:
    """Name and attributes in lower case; `closing` for `</p>`."""

    name: str
    closing: bool
    attributes: Mapping[str, str] = field(default_factory=dict)


def html_tokens(html: str) -> Iterator[str | Tag]:
    place = 0
    while (start := html.find("<", place)) >= 0:
        yield unescaped(html[place:start])
        if html.startswith("<!--", start):
            end = html.find("-->", start)
            place = len(html) if end < 0 else end + 3
        elif name := _TAG.match(html, start):
            end = _end_of_tag(html, name.end())
            yield Tag(name[1].lower(), html[start + 1] == "/", _attributes(html[name.end() : end]))
            place = end + 1
        else:
            yield "<"
            place = start + 1
    yield unescaped(html[place:])


def unescaped(text: str) -> str:
    """References to characters, named ones of HTML included, as the characters."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text)


def _end_of_tag(html: str, place: int) -> int:
    """Of the `>` that is not inside of quotes; the end of the text when there is none."""
    while found := _STOP.search(html, place):
        if found[0] == ">":
            return found.start()
        closing = html.find(found[0], found.end())
        place = found.end() if closing < 0 else closing + 1
    return len(html)


def _attributes(written: str) -> Mapping[str, str]:
    return {
        found[1].lower(): unescaped(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(written)
    }
