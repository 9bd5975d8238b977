"""HTML as the plain text that a student reads, and the pictures in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.banks.readers.html_tokens import Tag, html_tokens

_BLOCKS = re.compile(r"p|div|br|li|ul|ol|table|tr|h[1-6]|hr|pre|blockquote|section|article|d[dlt]")
_SILENT = frozenset(("script", "style", "head", "title"))
_RAISED = ("^", str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"))
_LOWERED = ("_", str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"))
_SCRIPTS = {"sup": _RAISED, "sub": _LOWERED}
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_KEEPS_SPACES = re.compile(r"white-space:\s*pre")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACES_IN_LINE = re.compile(r" {2,}")
_BREAKS = re.compile(r"[ \n]*\n[ \n]*")
_KEPT: dict[str, str | int | None] = {"\n": "\x01", " ": "\x02"}


@dataclass(frozen=True, slots=True)
class Marked:
    """`pictures` are the addresses of the images in their order, each once."""

    text: str
    pictures: Sequence[str]


def read_markup(html: str) -> Marked:
    reader = _Reader()
    for token in html_tokens(html):
        if isinstance(token, Tag):
            reader.tag(token)
        else:
            reader.words(token)
    return Marked(reader.text(), tuple(dict.fromkeys(reader.pictures)))


@dataclass(slots=True)
class _Reader:
    """`keeping` is the tag that keeps spaces as they are, and how deep it is nested in itself."""

    parts: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    silent: str = ""
    keeping: tuple[str, int] = ("", 0)

    def words(self, text: str) -> None:
        if self.silent:
            return
        plain = text.replace("\x01", "").replace("\x02", "")
        kept = plain.translate(str.maketrans(_KEPT)) if self.keeping[1] else _SPACES.sub(" ", plain)
        self.parts.append(kept)

    def tag(self, tag: Tag) -> None:
        if tag.name in _SILENT and self.silent in ("", tag.name):
            self.silent = "" if tag.closing else tag.name
        elif tag.name == "img" and tag.attributes.get("src"):
            self.pictures.append(tag.attributes["src"])
        elif tag.name in _SCRIPTS:
            self._script(tag)
        elif _BLOCKS.fullmatch(tag.name):
            self.parts.append("\x01" if self.keeping[1] and tag.name == "br" else "\n")
        elif tag.name in ("td", "th"):
            self.parts.append(" ")
        self._keep(tag)

    def text(self) -> str:
        whole = _SPACES_IN_LINE.sub(" ", "".join(self.parts))
        plain = _BREAKS.sub("\n", whole).strip(" \n")
        for character, kept in _KEPT.items():
            plain = plain.replace(str(kept), character)
        return plain.strip()

    def _keep(self, tag: Tag) -> None:
        name, depth = self.keeping
        if depth == 0:
            keeps = tag.name == "pre" or _KEEPS_SPACES.search(tag.attributes.get("style", ""))
            self.keeping = (tag.name, 1) if keeps and not tag.closing else ("", 0)
        elif tag.name == name:
            self.keeping = (name, depth - 1 if tag.closing else depth + 1)

    def _script(self, tag: Tag) -> None:
        """«x²» where such a character exists, else «x^(2k)»."""
        if not tag.closing:
            self.scripts.append((tag.name, len(self.parts)))
        elif self.scripts:
            name, start = self.scripts.pop()
            inside = "".join(self.parts[start:]).strip()
            self.parts[start:] = [_small(name, inside)]


def _small(name: str, inside: str) -> str:
    mark, characters = _SCRIPTS[name]
    small = inside.translate(characters)
    if inside in _ORDINALS or all(ord(letter) in characters for letter in inside):
        return inside if inside in _ORDINALS else small
    return f"{mark}{inside}" if inside.isalnum() else f"{mark}({inside})"
