"""To which step of a dialogue something typed belongs.

Why not a bare state and `F`: aiogram asks filters that are no coroutines in a thread each, for every message.
"""

from dataclasses import dataclass

from aiogram.filters import Filter
from aiogram.fsm.state import State
from aiogram.types import Message


@dataclass(frozen=True, slots=True)
class Typed(Filter):
    """Words that are no command, in the step, or in none."""

    step: State | None = None

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool:
        expected = None if self.step is None else self.step.state
        return raw_state == expected and message.text is not None and not message.text.startswith("/")


@dataclass(frozen=True, slots=True)
class Pictured(Filter):
    """A photo in the step; gives the handler its largest size as `picture`."""

    step: State

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool | dict[str, str]:
        if raw_state != self.step.state or not message.photo:
            return False
        return {"picture": message.photo[-1].file_id}
