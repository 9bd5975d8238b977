"""Which side of 0 a slope is on, when a prior keeps it from crossing."""

import numpy as np

from pipelines.calibration.answers import Floats
from pipelines.calibration.expectation import Expected
from pipelines.calibration.nodes import Nodes

SURELY_NEGATIVE = -2.0
FLATTEST = 1e-3
RESTART = 0.3


def signs_kept(moved: Floats, before: Floats) -> Floats:
    """A slope that would change its sign goes half of the way to 0 instead."""
    halved = np.copysign(np.maximum(np.abs(before[0]) / 2, FLATTEST), before[0])
    kept = (moved[0] * before[0] > 0) & (np.abs(moved[0]) >= FLATTEST)
    return np.stack([np.where(kept, moved[0], halved), moved[1]])


def signs_of_the_counts(parameters: Floats, expected: Expected, nodes: Nodes) -> Floats:
    """A slope begins anew on the other side when the counts are there; clearly there, if that is below 0."""
    evidence = _evidence(expected, nodes)
    wrong_side = np.where(parameters[0] > 0, evidence < SURELY_NEGATIVE, evidence > 0)
    restarted = -np.copysign(RESTART, parameters[0])
    return np.stack([np.where(wrong_side, restarted, parameters[0]), parameters[1]])


def _evidence(expected: Expected, nodes: Nodes) -> Floats:
    """The slope's score where the slope is 0, in units of its standard error."""
    asked, right = expected.asked, expected.right
    total = asked.sum(axis=1)
    share = right.sum(axis=1) / total
    distances = nodes.places - (asked @ nodes.places / total)[:, None]
    score = np.sum((right - asked * share[:, None]) * distances, axis=1)
    variance = share * (1 - share) * np.sum(asked * distances**2, axis=1)
    evidence: Floats = score / np.sqrt(np.maximum(variance, np.finfo(float).tiny))
    return evidence
