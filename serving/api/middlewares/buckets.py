"""Token buckets: so many requests at once, then so many a second."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

MOST_BUCKETS = 100_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_minute` 0 is no limit. A sixth of a minute's requests may come at once."""

    per_minute: int

    @property
    def burst(self) -> int:
        return max(1, self.per_minute // 6)

    @property
    def per_second(self) -> float:
        return self.per_minute / 60


@dataclass(frozen=True, slots=True)
class Taken:
    allowed: bool
    limit: int
    remaining: int
    reset: int
    """Seconds until the bucket is full again, or until the next request when none is allowed."""


@dataclass(slots=True)
class Buckets:
    """Of this process; the one that was idle longest is forgotten when there are too many."""

    seconds: Callable[[], float]
    levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, key: str, rate: Rate) -> Taken:
        now = self.seconds()
        level, at = self.levels.pop(key, (float(rate.burst), now))
        level = min(float(rate.burst), level + (now - at) * rate.per_second)
        allowed = level >= 1
        self.levels[key] = (level - 1 if allowed else level, now)
        if len(self.levels) > MOST_BUCKETS:
            self.levels.popitem(last=False)
        left = level - 1 if allowed else level
        wait = (rate.burst - left if allowed else 1 - left) / rate.per_second
        return Taken(allowed, rate.burst, int(left), max(1, ceil(wait)))
