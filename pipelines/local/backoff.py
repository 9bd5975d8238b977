"""How long to wait before a service is started again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackOff:
    """Seconds: doubled at each failure, from the first again after a calm run.

    A service that ends `attempts` times without ever having been ready is given up.
    """

    first: float = 0.5
    longest: float = 30.0
    calm: float = 60.0
    attempts: int = 3

    def pause(self, failures: int) -> float:
        return min(self.longest, self.first * 2.0 ** min(failures - 1, 16))
