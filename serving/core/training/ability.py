"""How able a student is in a subject, on the scale of published difficulty, between two calibrations."""

from dataclasses import dataclass
from math import exp, log

from serving.core.questions import Multiple, One, Open, YesNo

AnyQuestion = YesNo | One | Multiple | Open

FEWEST_ANSWERS = 5
"""Before, an ability is mostly chance."""

SUCCESS = 0.75
"""The expected share of right answers that an adaptive session aims at."""

LEVEL_CENTRES = {1: -2.0, 2: -1.0, 3: 0.0, 4: 1.0, 5: 2.0}
"""Levels are cut at -1.5, -0.5, 0.5 and 1.5 of the same scale."""


@dataclass(frozen=True, slots=True)
class Ability:
    value: float = 0.0
    answers: int = 0
    """First answers to questions of known difficulty."""

    @property
    def known(self) -> bool:
        return self.answers >= FEWEST_ANSWERS

    def updated(self, difficulty: float, guessing: float, *, correct: bool) -> "Ability":
        """Elo: the step shrinks as 0.8 / (1 + 0.05 n)."""
        step = 0.8 / (1 + 0.05 * self.answers)
        surprise = correct - expected(self.value, difficulty, guessing)
        return Ability(self.value + step * surprise, self.answers + 1)


def known_difficulty(difficulty: float | None, level: int | None) -> float | None:
    """The published difficulty, else the middle of the published level."""
    return LEVEL_CENTRES.get(level or 0) if difficulty is None else difficulty


def guessing(kind: str, options: int) -> float:
    """The chance of a right answer that knows nothing."""
    match kind:
        case "yes_no":
            return 0.5
        case "one":
            return 1 / max(2, options)
        case "multiple":
            return 1 / float(2 ** max(2, options) - 1)
        case _:
            return 0.0


def expected(ability: float, difficulty: float, guess: float) -> float:
    """The probability of a right answer."""
    return guess + (1 - guess) / (1 + exp(difficulty - ability))


def ability_for(success: float, difficulty: float, guess: float) -> float:
    """The ability at which the probability of a right answer is `success`, which is above `guess`."""
    solved = (success - guess) / (1 - guess)
    return difficulty + log(solved / (1 - solved))
