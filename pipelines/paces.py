"""When the resident refresher does what."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.refusal import Refusal

LOOK_EVERY = 1.0
IN_PEACE, AT_LATEST = 60.0, 600.0
"""Seconds from one refresh of everything to the next: where nothing else is to do, and in any case."""

AFTER_FAILURE = 10.0
LONGEST_STEP = 3600.0
"""Seconds after which work that did not end hangs; Dagster takes runs of its own for failed then, too."""


@dataclass(slots=True)
class Regularly:
    """Runs what may raise Refusal, when it is asked and so many seconds have passed."""

    run: Callable[[], object]
    every: float
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _ran_at: float = -math.inf

    def step(self) -> None:
        if self.clock() - self._ran_at < self.every:
            return
        self._ran_at = self.clock()
        try:
            self.run()
        except Refusal as error:
            self.say(f"{error} Trying again in {self.every:g} s.")


@dataclass(slots=True)
class Pulse:
    """Tells work that takes minutes from work that hangs."""

    clock: Callable[[], float] = time.monotonic
    _felt_at: float | None = None

    def felt(self) -> None:
        """A step begins."""
        self._felt_at = self.clock()

    def beats(self) -> bool:
        return self._felt_at is None or self.clock() - self._felt_at < LONGEST_STEP


@dataclass(slots=True)
class Refresher:
    """`newest` names what is there. `publish` brings through what training reads, `refresh` that and every
    mart with its tests, which costs several times as much. All may raise Refusal.
    """

    newest: Callable[[], str]
    publish: Callable[[str], None]
    refresh: Callable[[str], None]
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _published: str | None = None
    _refreshed: str | None = None
    _refreshed_at: float | None = None

    def step(self) -> float:
        """Seconds until the next one: half of what this one took, so that others have the machine too."""
        begun = self.clock()
        try:
            self._bring_through(self.newest())
        except Refusal as error:
            self.say(f"{error} Trying again in {AFTER_FAILURE:g} s.")
            return AFTER_FAILURE
        return max(LOOK_EVERY, (self.clock() - begun) / 2)

    def _bring_through(self, newest: str) -> None:
        if newest != self._refreshed and self._is_time_for_everything(newest):
            self.refresh(newest)
            self._published = self._refreshed = newest
            self._refreshed_at = self.clock()
        elif newest != self._published:
            self.publish(newest)
            self._published = newest

    def _is_time_for_everything(self, newest: str) -> bool:
        """It takes long, and nothing is published meanwhile."""
        if self._refreshed_at is None:
            self._refreshed_at = self.clock()
        waited = self.clock() - self._refreshed_at
        in_peace = newest == self._published and (self._refreshed is None or waited >= IN_PEACE)
        return in_peace or waited >= AT_LATEST
