"""Nobody is served faster than a person can tap."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from bot.languages import _
from bot.replies import toast

PER_SECOND = 3.0
BURST = 5.0
MOST_PEOPLE = 50_000
TOO_FAST = _("Слишком быстро, подожди секунду")


@dataclass(slots=True)
class Bucket:
    left: float
    filled_at: float


class Throttle(BaseMiddleware):
    """A tap over the limit gets a toast; a message over it waits for its turn, as it is not repeated."""

    def __init__(self, per_second: float = PER_SECOND, burst: float = BURST) -> None:
        self._per_second, self._burst = per_second, burst
        self._buckets: dict[int, Bucket] = {}

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        person = data.get("event_from_user")
        if isinstance(event, CallbackQuery) and person and not self.allows(person.id, monotonic()):
            await toast(event, TOO_FAST)
            return None
        return await handler(event, data)

    def allows(self, person: int, now: float) -> bool:
        if len(self._buckets) > MOST_PEOPLE:
            self._buckets.clear()
        bucket = self._buckets.setdefault(person, Bucket(self._burst, now))
        bucket.left = min(self._burst, bucket.left + (now - bucket.filled_at) * self._per_second)
        bucket.filled_at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
