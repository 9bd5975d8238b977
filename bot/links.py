"""`t.me/<bot>?start=q_17` opens a question: a link names a kind and which one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message

LINK = re.compile(r"(?:/start )?(?P<kind>[a-z])_(?P<name>[A-Za-z0-9-]+)")


class Kind(StrEnum):
    """Whoever opens another one registers its handlers among those of links."""

    QUESTION = "q"
    CONTEST = "c"
    DUEL = "d"


NAMES: Mapping[str, re.Pattern[str]] = {
    Kind.QUESTION: re.compile(r"\d{1,18}"),
    Kind.CONTEST: re.compile(r"\d{1,18}"),
    Kind.DUEL: re.compile(r"[A-Za-z0-9-]{1,20}"),
}
"""A duel is named by its code, the others by their numbers."""


class Follow(CallbackData, prefix="o1"):
    """A link that had to wait."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Opens(Filter):
    """Gives the handler the name as `opened`."""

    kind: Kind

    async def __call__(self, message: Message) -> bool | dict[str, str]:
        followed = follow(message.text)
        return {"opened": followed.name} if followed and followed.kind is self.kind else False


def follow(text: str | None) -> Follow | None:
    found = LINK.fullmatch(text or "")
    if found is None or found["kind"] not in NAMES or not NAMES[found["kind"]].fullmatch(found["name"]):
        return None
    return Follow(kind=Kind(found["kind"]), name=found["name"])


def address(bot_name: str | None, kind: Kind, name: str) -> str:
    return f"https://t.me/{bot_name}?start={kind}_{name}"


def sharing(bot_name: str | None, kind: Kind, name: str, words: str = "") -> str:
    """Where Telegram asks to whom the link is sent, with the words below it."""
    said = {"text": words} if words else {}
    return "https://t.me/share/url?" + urlencode({"url": address(bot_name, kind, name)} | said)
