"""What a student knows of a theme, when few answers say little."""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_ANSWERS = 10
"""Below, a theme is neither weak nor strong."""

WEAKEST_PRIOR, STRONGEST_PRIOR = 0.5, 500.0


@dataclass(frozen=True, slots=True)
class Tally:
    """First answers to different questions."""

    title: str
    n: int
    right: int


@dataclass(frozen=True, slots=True)
class Mastery:
    """`value` lies between the share of right answers in the theme and that in all themes."""

    theme: str
    n: int
    value: float | None
    """None while there are too few answers."""


def masteries(tallies: Sequence[Tally]) -> list[Mastery]:
    """The weakest first, then those with too few answers: (c + k m) / (n + k), beta-binomial by moments."""
    given = [tally for tally in tallies if tally.n > 0]
    mean, strength = prior(given)
    found = [Mastery(tally.title, tally.n, _shrunk(tally, mean, strength)) for tally in given]
    return sorted(found, key=lambda each: (each.value is None, each.value or 0.0, each.theme))


def prior(tallies: Sequence[Tally]) -> tuple[float, float]:
    """The pooled share m, and k = m (1 - m) / tau² - 1 answers that it is worth, kept in bounds."""
    total = sum(tally.n for tally in tallies)
    if total == 0:
        return 0.5, STRONGEST_PRIOR
    mean = sum(tally.right for tally in tallies) / total
    between = sum(tally.n * (tally.right / tally.n - mean) ** 2 for tally in tallies) / total
    spread = between - len(tallies) * mean * (1 - mean) / total
    if spread <= 0:
        return mean, STRONGEST_PRIOR
    return mean, min(max(mean * (1 - mean) / spread - 1, WEAKEST_PRIOR), STRONGEST_PRIOR)


def _shrunk(tally: Tally, mean: float, strength: float) -> float | None:
    if tally.n < FEWEST_ANSWERS:
        return None
    return (tally.right + strength * mean) / (tally.n + strength)
