"""How well single questions agree with the Rasch model."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from pipelines.calibration.answers import Floats
from pipelines.calibration.expectation import Expected, logits
from pipelines.calibration.nodes import Nodes


@dataclass(frozen=True, slots=True)
class Fit:
    """Mean squares (questions,), 1 where the model holds; above 1 less regular than it, below more."""

    infit: Floats
    outfit: Floats


def fit_of(parameters: Floats, expected: Expected, nodes: Nodes) -> Fit:
    """Of residuals averaged over the posterior of ability, so that no estimate of a student biases them.

    Wright and Masters, Rating Scale Analysis (1982), with ability integrated out as by Wu and Adams (1997).
    """
    chances = expit(logits(parameters, nodes))
    wrong = expected.asked - expected.right
    odds = np.exp(logits(parameters, nodes))
    outfit = np.sum(expected.right / odds + wrong * odds, axis=1) / expected.asked.sum(axis=1)
    squares = np.sum(expected.right * (1 - chances) ** 2 + wrong * chances**2, axis=1)
    infit = squares / np.sum(expected.asked * chances * (1 - chances), axis=1)
    return Fit(infit, outfit)
