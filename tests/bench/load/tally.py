"""What the students saw, all of them together."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    requests: list[float] = field(default_factory=list)
    """Seconds that each took which was answered."""
    replies: list[float] = field(default_factory=list)
    """Seconds until the bot said something to what a student did."""
    acknowledged: set[str] = field(default_factory=set)
    """Serves whose answers were said to be right or wrong."""
    unexpected: list[str] = field(default_factory=list)
    """Errors of the server and broken connections, but for those of the fault."""
    excused: int = 0
    """Those of the fault."""
    silences: int = 0
    """What the bot did not reply to."""
    contest: int | None = None
    """The one that may be entered."""
    in_contest: int = 0
    _excused_until: float = 0.0

    def excuse(self, seconds: float) -> None:
        self._excused_until = time.monotonic() + seconds

    def failed(self, what: str) -> None:
        if time.monotonic() < self._excused_until:
            self.excused += 1
        else:
            self.unexpected.append(what)


def percentile(values: Sequence[float], part: float) -> float:
    """Infinite where there is none."""
    return sorted(values)[int(part * len(values))] if values else float("inf")
