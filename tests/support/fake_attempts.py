"""Attempts kept in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class FakeAttempts:
    spent: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    async def spend(self, key: str, limit: int, now: datetime, pause: timedelta) -> datetime | None:
        failures, last = self.spent.get(key, (0, now))
        if last <= now - pause:
            failures = 0
        if failures >= limit:
            return last
        self.spent[key] = failures + 1, now
        return None

    async def forget(self, key: str) -> None:
        self.spent.pop(key, None)

    async def give_back(self, key: str) -> None:
        failures, last = self.spent[key]
        self.spent[key] = failures - 1, last
