"""What the answers tell of the parameters: the observed information of the marginal likelihood.

Louis, Finding the observed information matrix when using the EM algorithm, JRSS B 44 (1982): complete
information minus the posterior variance of the complete score, student by student.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.special import expit

from pipelines.calibration.answers import Floats
from pipelines.calibration.derivatives import derivatives
from pipelines.calibration.expectation import Expected, Masses, logits, posterior_of
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.parts import Part, added_up
from pipelines.calibration.scores import score_means


@dataclass(slots=True)
class MeanScores:
    """Sums over students of posterior means.

    `squares` (3, questions): of the mean score, slope–slope, slope–intercept, intercept–intercept;
    `abilities` (2, 2): posterior covariance of (θ, θ² − 1).
    """

    squares: Floats
    abilities: Floats

    def add(self, other: Self) -> Self:
        self.squares += other.squares
        self.abilities += other.abilities
        return self


@dataclass(frozen=True, slots=True)
class Information:
    """`blocks` (questions, 2, 2): of each question, the others known. `ability` (2, 2): of the mean and the
    logarithm of the spread of ability, the questions known. `students` is how many they come from."""

    blocks: Floats
    ability: Floats


def information(parts: list[Part], parameters: Floats, expected: Expected, nodes: Nodes) -> Information:
    """`expected` at the same `parameters` (2, questions)."""
    means = added_up(parts, lambda part: mean_scores(part, parameters, nodes), MeanScores.add)
    complete = derivatives(parameters, expected, nodes)
    curvature = np.stack([complete.slope_slope, complete.slope_intercept, complete.intercept_intercept])
    found = curvature - _mean_squares(parameters, expected, nodes) + means.squares
    blocks = np.moveaxis(found[[[0, 1], [1, 2]]], 2, 0)
    return Information(blocks, np.diag([1.0, 2.0]) * expected.masses.sum() - means.abilities)


def _mean_squares(parameters: Floats, expected: Expected, nodes: Nodes) -> Floats:
    """(3, questions): posterior means of the squares of the score, from the expected counts."""
    chances = expit(logits(parameters, nodes))
    wrong = expected.asked - expected.right
    squares = (expected.right * (1 - chances) ** 2 + wrong * chances**2) @ nodes.powers(2)
    of_slope_first: Floats = squares.T[::-1]
    return of_slope_first


def mean_scores(part: Part, parameters: Floats, nodes: Nodes) -> MeanScores:
    masses = posterior_of(part, parameters, nodes)
    slope, intercept = score_means(part, masses, parameters, nodes)
    _, questions, _ = part.cells()
    squares = [
        np.bincount(questions, weights=product, minlength=part.question_count)
        for product in (slope * slope, slope * intercept, intercept * intercept)
    ]
    return MeanScores(np.stack(squares), _ability_covariance(masses, nodes))


def _ability_covariance(masses: Masses, nodes: Nodes) -> Floats:
    moments = masses.astype(np.float64) @ nodes.powers(4)
    first, second, third, fourth = moments[:, 1:].T
    across = np.sum(third - first * second)
    return np.array([[np.sum(second - first**2), across], [across, np.sum(fourth - second**2)]])
