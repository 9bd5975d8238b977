"""When the resident refresher does what."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.refusal import Refusal

LOOK_EVERY = 1.0
REFRESH_EVERY = 300.0
AFTER_FAILURE = 10.0


@dataclass(slots=True)
class Regularly:
    """Runs what may raise Refusal, when it is asked and so many seconds have passed."""

    run: Callable[[], None]
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
    _refreshed_at: float = -math.inf

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
        if newest != self._refreshed and self.clock() - self._refreshed_at >= REFRESH_EVERY:
            self.refresh(newest)
            self._published = self._refreshed = newest
            self._refreshed_at = self.clock()
        elif newest != self._published:
            self.publish(newest)
            self._published = newest
