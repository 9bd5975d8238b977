"""A messenger as strict as Telegram: one message too many, and it refuses everything for a while."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from serving.core.broadcasts.broadcasts import Channel
from serving.core.broadcasts.channels import ContentRefused, Later, Letter, Outcome, Sent

PENALTY = 3.0


@dataclass
class StrictMessenger:
    """`most` messages in any second; `answers` may give another outcome instead of taking a message."""

    most: int = 30
    latency: float = 0.02
    answers: Callable[[Letter], Outcome | None] = lambda _: None
    channel: Channel = Channel.TELEGRAM
    taken: deque[float] = field(default_factory=deque)
    refuses_until: float = 0.0
    arrived: Counter[int] = field(default_factory=Counter)
    moments: list[float] = field(default_factory=list)
    refusals: int = 0

    async def send(self, letter: Letter) -> Outcome:
        await asyncio.sleep(self.latency)
        if (answer := self.answers(letter)) is not None:
            return answer
        if (wait := self.take()) > 0:
            return Later(wait, "Too Many Requests", too_fast=True)
        self.arrived[letter.student_id] += 1
        self.moments.append(monotonic())
        return Sent()

    def take(self) -> float:
        """0, or for how long everything is refused."""
        now = monotonic()
        while self.taken and self.taken[0] <= now - 1:
            self.taken.popleft()
        if len(self.taken) >= self.most:
            self.refuses_until = now + PENALTY
        if now < self.refuses_until:
            self.refusals += 1
            return self.refuses_until - now
        self.taken.append(now)
        return 0.0


def bad_entities(_: Letter) -> Outcome:
    return ContentRefused("Bad Request: can't parse entities")
