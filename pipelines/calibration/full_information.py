"""The observed information with all that questions share, where there are few of them."""

import numpy as np
from scipy.special import expit

from pipelines.calibration.answers import Floats
from pipelines.calibration.derivatives import derivatives
from pipelines.calibration.expectation import Expected, Masses, logits, posterior_of
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.parts import Part, added_up
from pipelines.calibration.scores import score_means

MOST_QUESTIONS = 300
MOST_WORK = 5e8


def is_affordable(parts: list[Part], nodes: Nodes) -> bool:
    """Well under a second; beyond that what questions share is a small part of their errors."""
    questions = parts[0].question_count
    students = sum(part.matrix.shape[0] for part in parts)
    return questions <= MOST_QUESTIONS and students * questions**2 * len(nodes.places) <= MOST_WORK


def full_information(parts: list[Part], parameters: Floats, expected: Expected, nodes: Nodes) -> Floats:
    """(2 · questions, 2 · questions), slopes before intercepts; by the formula of `information`."""
    found = derivatives(parameters, expected, nodes)
    complete = np.block(
        [
            [np.diag(found.slope_slope), np.diag(found.slope_intercept)],
            [np.diag(found.slope_intercept), np.diag(found.intercept_intercept)],
        ]
    )
    missing = added_up(parts, lambda part: _score_covariance(part, parameters, nodes), np.add)
    observed: Floats = complete - missing
    return observed


def _score_covariance(part: Part, parameters: Floats, nodes: Nodes) -> Floats:
    masses = posterior_of(part, parameters, nodes)
    rows, questions, _ = part.cells()
    means = np.zeros((2, part.matrix.shape[0], part.question_count))
    means[:, rows, questions] = score_means(part, masses, parameters, nodes)
    flat = np.concatenate(list(means), axis=1)
    covariance: Floats = _mean_products(part, masses, parameters, nodes) - flat.T @ flat
    return covariance


def _mean_products(part: Part, masses: Masses, parameters: Floats, nodes: Nodes) -> Floats:
    """Posterior means of the products of the scores of two questions, node by node."""
    rows, questions, right = part.cells()
    chances = expit(logits(parameters, nodes))
    residuals = np.zeros((part.matrix.shape[0], part.question_count))
    total = np.zeros((2, part.question_count, 2, part.question_count))
    for node, place in enumerate(nodes.places):
        residuals[rows, questions] = right - chances[questions, node]
        products = residuals.T @ (masses[:, node, None] * residuals)
        powers = np.array([[place**2, place], [place, 1.0]])
        total += powers[:, None, :, None] * products[None, :, None, :]
    return total.reshape(2 * part.question_count, -1)
