"""`t.me/<bot>?start=q_17` opens a question: a link names a kind and a number."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message

LINK = re.compile(r"(?:/start )?(?P<kind>[a-z])_(?P<number>\d{1,18})")


class Kind(StrEnum):
    """Whoever opens another one registers its handlers among those of links."""

    QUESTION = "q"


class Follow(CallbackData, prefix="o1"):
    """A link that had to wait."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Opens(Filter):
    """Gives the handler the number as `opened`."""

    kind: Kind

    async def __call__(self, message: Message) -> bool | dict[str, int]:
        followed = follow(message.text)
        return {"opened": followed.number} if followed and followed.kind is self.kind else False


def follow(text: str | None) -> Follow | None:
    found = LINK.fullmatch(text or "")
    if found is None or found["kind"] not in set(Kind):
        return None
    return Follow(kind=Kind(found["kind"]), number=int(found["number"]))


def sharing(bot_name: str | None, kind: Kind, number: int) -> str:
    """Where Telegram asks to whom the link is sent."""
    return "https://t.me/share/url?" + urlencode({"url": f"https://t.me/{bot_name}?start={kind}_{number}"})


def inviting(bot_name: str | None, words: str) -> str:
    """The same with words, and the bot itself behind the link."""
    return "https://t.me/share/url?" + urlencode({"url": f"https://t.me/{bot_name}", "text": words})
