"""The row of days on which a student trained; all days are those of the student's zone."""

from dataclasses import dataclass
from datetime import date, timedelta

FREEZE_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Streak:
    """`days` with an answer up to `last_day`; one missed day a week is forgiven, and not counted."""

    days: int
    last_day: date | None
    frozen_day: date | None = None
    """The last missed day that was forgiven."""

    def extended(self, today: date) -> "Streak":
        """After an answer of `today`; a day that goes back, as when one moves west, changes nothing."""
        if self.last_day is None:
            return Streak(1, today)
        if self.last_day >= today:
            return Streak(max(self.days, 1), self.last_day, self.frozen_day)
        if self.last_day == today - timedelta(days=1):
            return Streak(self.days + 1, today, self.frozen_day)
        missed = today - timedelta(days=1)
        if self.last_day == missed - timedelta(days=1) and self.may_freeze(missed):
            return Streak(self.days + 1, today, missed)
        return Streak(1, today, self.frozen_day)

    def may_freeze(self, missed: date) -> bool:
        return self.frozen_day is None or missed - self.frozen_day >= FREEZE_EVERY

    def alive(self, today: date) -> int:
        """The days, unless an answer of today could no longer continue them."""
        extended = self.extended(today)
        return self.days if self.last_day is not None and extended.days >= self.days else 0
