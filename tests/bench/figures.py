"""What a benchmark yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`ratio` up to 1 keeps the target, whether it is a most (the default) or a least; nothing is 0 of 0."""

    what: str
    measured: float
    target: float
    unit: str
    at_least: bool = False

    @property
    def ratio(self) -> float:
        if self.at_least:
            return self.target / self.measured if self.measured else float("inf")
        if not self.target:
            return float("inf") if self.measured else 0.0
        return self.measured / self.target
