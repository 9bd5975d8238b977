"""What a calibration finds, and on which scale."""

from dataclasses import dataclass

import numpy as np

from pipelines.calibration.answers import Floats
from pipelines.calibration.maximisation import Model


@dataclass(frozen=True, slots=True)
class Calibration:
    """Arrays are (questions,), float64; errors are standard errors from the observed information.

    In the Rasch model slopes are 1 by definition and `slope_errors` NaN; `infit` and `outfit` are NaN in 2PL.
    `ability_mean` and `ability_spread` are those of the students on this scale; `loglik` is the marginal
    log-likelihood without priors.
    """

    model: Model
    slopes: Floats
    difficulties: Floats
    slope_errors: Floats
    difficulty_errors: Floats
    asked: Floats
    infit: Floats
    outfit: Floats
    ability_mean: float
    ability_spread: float
    loglik: float
    cycles: int
    converged: bool

    def parameters(self) -> Floats:
        """(2, questions): slopes and intercepts where ability is N(0, 1)."""
        intercepts = self.slopes * (self.ability_mean - self.difficulties)
        return np.stack([self.slopes * self.ability_spread, intercepts])
