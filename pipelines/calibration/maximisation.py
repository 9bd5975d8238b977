"""The M-step: slopes and intercepts that make the expected counts most likely."""

from enum import StrEnum

import numpy as np

from pipelines.calibration.answers import Floats
from pipelines.calibration.derivatives import derivatives, penalised
from pipelines.calibration.expectation import Expected
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.priors import Priors
from pipelines.calibration.signs import signs_kept, signs_of_the_counts

STEPS = 4
SMALL_STEP = 1e-7
LONGEST_STEPS = np.array([[0.5], [1.0]])
BOUNDS = np.array([[12.0], [20.0]])


class Model(StrEnum):
    """Rasch: one slope for all questions. 2PL: a slope for each."""

    RASCH = "rasch"
    TWO_PARAMETER = "2pl"


def maximised(
    parameters: Floats, expected: Expected, nodes: Nodes, model: Model, priors: Priors | None
) -> Floats:
    """`parameters` (2, questions), slopes above intercepts, improved by Newton's steps, all at once."""
    free = model is Model.TWO_PARAMETER
    if free and priors:
        parameters = signs_of_the_counts(parameters, expected, nodes)
    for _ in range(STEPS):
        found = derivatives(parameters, expected, nodes)
        if priors:
            found = penalised(found, parameters, priors, slopes=parameters.shape[1] if free else 1)
        steps = np.stack(found.solved() if free else found.solved_for_a_common_slope())
        moved = within_bounds(parameters + np.clip(steps, -LONGEST_STEPS, LONGEST_STEPS))
        parameters, before = signs_kept(moved, parameters) if priors or not free else moved, parameters
        if np.abs(parameters - before).max() < SMALL_STEP:
            break
    return parameters


def within_bounds(parameters: Floats) -> Floats:
    """Far beyond any real question: only what has no finite estimate comes here."""
    return np.clip(parameters, -BOUNDS, BOUNDS)


def standardised(parameters: Floats, masses: Floats, nodes: Nodes) -> Floats:
    """The same model with ability brought back to mean 0 and variance 1 (parameter expansion).

    Liu, Rubin and Wu, Parameter expansion to accelerate EM, Biometrika 85 (1998); else the scale creeps.
    """
    total, first, second = masses @ nodes.powers(2)
    mean = first / total
    spread = np.sqrt(second / total - mean**2)
    return np.stack([parameters[0] * spread, parameters[1] + parameters[0] * mean])
