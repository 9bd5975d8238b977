"""One pace for everything that one token or server sends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

RECOVERY = 0.01
"""Messages a second, gained by each message."""
SLOWEST = 1.0


@dataclass
class Gate:
    """Messages to many are spaced evenly; replies go at once, and messages to many wait for them.

    After a refusal everybody waits as long as it says and the pace falls by a tenth, once an episode.
    `clock` counts seconds and never goes back.
    """

    most: float
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    rate: float = field(init=False)
    next_free: float = field(init=False, default=0.0)
    paused_until: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.rate = self.most

    async def bulk(self) -> None:
        """Waits for a place of its own; one sender after the other may ask for it."""
        while (wait := max(self.next_free, self.paused_until) - self.clock()) > 0:
            await self.sleep(wait)
        self._take()
        self.rate = min(self.most, self.rate + RECOVERY)

    async def reply(self) -> None:
        while (wait := self.paused_until - self.clock()) > 0:
            await self.sleep(wait)
        self._take()

    def refused(self, retry_after: float) -> None:
        now = self.clock()
        if now >= self.paused_until:
            self.rate = max(SLOWEST, self.rate * 0.9)
        self.pause(retry_after)

    def pause(self, seconds: float) -> None:
        self.paused_until = max(self.paused_until, self.clock() + seconds)

    def _take(self) -> None:
        """A late sender catches up with one place, so that naps that are too long do not add up."""
        step = 1 / self.rate
        self.next_free = max(self.clock() - step, self.next_free) + step
