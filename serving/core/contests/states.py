"""Where a contest is, by the clock of the server alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(seconds=2)
"""An answer may be on its way so long when the time is over."""


class ContestState(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    FROZEN = "frozen"
    FINISHED = "finished"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Schedule:
    """`results_at`: when an admin published the results."""

    starts_at: datetime
    freezes_at: datetime
    ends_at: datetime
    announced_at: datetime | None = None
    cancelled_at: datetime | None = None
    results_at: datetime | None = None

    def state(self, now: datetime) -> ContestState:
        if self.cancelled_at is not None:
            return ContestState.CANCELLED
        if self.announced_at is None:
            return ContestState.DRAFT
        if self.results_at is not None:
            return ContestState.PUBLISHED
        if now >= self.ends_at:
            return ContestState.FINISHED
        if now >= self.freezes_at:
            return ContestState.FROZEN
        return ContestState.RUNNING if now >= self.starts_at else ContestState.SCHEDULED

    def table_stopped(self, now: datetime) -> bool:
        """From the freeze until the results are published."""
        return self.freezes_at < self.ends_at and now >= self.freezes_at and self.results_at is None

    def over(self, now: datetime) -> bool:
        """No answer can come any more, so keys may be shown."""
        return now > self.ends_at + GRACE
