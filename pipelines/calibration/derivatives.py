"""Of the log-likelihood that the E-step expects, for each question."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from pipelines.calibration.answers import Floats
from pipelines.calibration.expectation import Expected, logits
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.priors import Priors

RIDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Derivatives:
    """First ones, and second ones with the sign changed; each (questions,)."""

    slope: Floats
    intercept: Floats
    slope_slope: Floats
    slope_intercept: Floats
    intercept_intercept: Floats

    def solved(self) -> tuple[Floats, Floats]:
        """Newton's steps of the slopes and the intercepts, 2 × 2 for each question."""
        across = self.slope_intercept
        determinant = self.slope_slope * self.intercept_intercept - across**2
        slope_step = (self.intercept_intercept * self.slope - across * self.intercept) / determinant
        intercept_step = (self.slope_slope * self.intercept - across * self.slope) / determinant
        return slope_step, intercept_step

    def solved_for_a_common_slope(self) -> tuple[Floats, Floats]:
        """The same with one slope for all: the intercepts are eliminated from its equation."""
        weights = self.slope_intercept / self.intercept_intercept
        slope = np.sum(self.slope - weights * self.intercept)
        slope_step = slope / np.sum(self.slope_slope - weights * self.slope_intercept)
        intercept_step = (self.intercept - self.slope_intercept * slope_step) / self.intercept_intercept
        return np.full_like(intercept_step, slope_step), intercept_step


def derivatives(parameters: Floats, expected: Expected, nodes: Nodes) -> Derivatives:
    chances = expit(logits(parameters, nodes))
    gradient = (expected.right - expected.asked * chances) @ nodes.powers(1)
    curvature = (expected.asked * chances * (1 - chances)) @ nodes.powers(2)
    return Derivatives(
        slope=gradient[:, 1],
        intercept=gradient[:, 0],
        slope_slope=curvature[:, 2] + RIDGE,
        slope_intercept=curvature[:, 1],
        intercept_intercept=curvature[:, 0] + RIDGE,
    )


def penalised(found: Derivatives, parameters: Floats, priors: Priors, slopes: int) -> Derivatives:
    """With the priors of `slopes` different slopes: one, when the questions share theirs."""
    share = slopes / parameters.shape[1]
    return Derivatives(
        slope=found.slope + share * priors.slope_gradient(parameters[0]),
        intercept=found.intercept + priors.intercept_gradient(parameters[1]),
        slope_slope=found.slope_slope + share * priors.slope_precision(parameters[0]),
        slope_intercept=found.slope_intercept,
        intercept_intercept=found.intercept_intercept + priors.intercept_precision,
    )
