"""The score of an answer, (right − P(θ)) · (θ, 1) for slope and intercept, averaged over a posterior."""

import numpy as np
from scipy.special import expit

from pipelines.calibration.answers import Floats, Indices
from pipelines.calibration.expectation import Masses, logits
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.parts import Part

CACHED = 8192


def score_means(part: Part, masses: Masses, parameters: Floats, nodes: Nodes) -> tuple[Masses, Masses]:
    """Of slope and of intercept, one entry an answer; `masses` is the posterior of the part's students."""
    rows, questions, right = part.cells()
    places = nodes.places.astype(masses.dtype)
    chances = expit(logits(parameters, nodes)).astype(masses.dtype)
    abilities = masses @ places
    slope = right * abilities[rows] - _products(masses, rows, chances * places, questions)
    return slope, right - _products(masses, rows, chances, questions)


def _products(masses: Masses, rows: Indices, table: Masses, questions: Indices) -> Masses:
    """Of a row of `masses` with one of `table` for each answer, so few at once that they stay in cache."""
    products = np.empty(len(rows), dtype=masses.dtype)
    for begin in range(0, len(rows), CACHED):
        here = slice(begin, begin + CACHED)
        products[here] = np.vecdot(masses.take(rows[here], axis=0), table.take(questions[here], axis=0))
    return products
