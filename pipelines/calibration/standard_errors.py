"""Covariances of the estimates, from the information.

Of few questions it is inverted as it is. Of many, block by block, plus what all questions share because the
mean and the spread of ability are estimated with them: with blocks B, directions D of mean and spread,
M = D'BD and their information Π, (B − BDKD'B)⁻¹ = B⁻¹ + D(Π⁻¹ − M⁻¹)D' for the K that gives D'(…)D = Π
(Woodbury).
"""

import numpy as np

from pipelines.calibration.answers import Floats
from pipelines.calibration.expectation import Expected
from pipelines.calibration.full_information import full_information, is_affordable
from pipelines.calibration.information import Information, information
from pipelines.calibration.maximisation import Model
from pipelines.calibration.optimum import Task
from pipelines.calibration.priors import Priors


def covariances(task: Task, parameters: Floats, expected: Expected) -> Floats:
    """(questions, 2, 2) of slope and intercept at the optimum; of Rasch only [:, 1, 1] has a use."""
    if is_affordable(task.parts, task.nodes):
        known = full_information(task.parts, parameters, expected, task.nodes)
        return inverted(known, parameters, task)
    return linked(information(task.parts, parameters, expected, task.nodes), parameters, task)


def inverted(known: Floats, parameters: Floats, task: Task) -> Floats:
    """The same, `known` (2 · questions, 2 · questions) being all of the information."""
    questions = parameters.shape[1]
    if task.priors:
        known = known + _prior_information(parameters, task.priors)
    sharing = np.eye(2 * questions)
    if task.model is Model.RASCH:
        sharing = np.hstack([sharing[:, :questions].sum(axis=1, keepdims=True), sharing[:, questions:]])
    inverse = sharing @ np.linalg.pinv(sharing.T @ known @ sharing, hermitian=True) @ sharing.T
    places = np.arange(questions)
    own: Floats = inverse.reshape(2, questions, 2, questions)[:, places, :, places]
    return own


def linked(known: Information, parameters: Floats, task: Task) -> Floats:
    """The same from the blocks of single questions."""
    blocks, directions = known.blocks, _directions(parameters)
    if task.model is Model.RASCH:  # the common slope is the spread itself
        blocks = blocks * np.array([[0, 0], [0, 1]])
        directions = directions * np.array([[0, 0], [1, 0]])
    along = np.einsum("qij,qik,qkl->jl", directions, blocks, directions)
    if task.model is Model.RASCH:
        along[1, 1] = known.ability[1, 1]
    shared = np.linalg.inv(known.ability) - np.linalg.inv(along)
    if task.priors:
        blocks = blocks + _precisions(parameters, task.priors).T[:, :, None] * np.eye(2)
    own: Floats = np.linalg.pinv(blocks, hermitian=True) + directions @ shared @ directions.transpose(0, 2, 1)
    return own


def _prior_information(parameters: Floats, priors: Priors) -> Floats:
    """Nothing along the directions of ability, which is standardised after the priors had their say."""
    precisions = _precisions(parameters, priors).ravel()
    directions = _directions(parameters).transpose(1, 0, 2).reshape(-1, 2)
    weighted = precisions[:, None] * directions
    return np.diag(precisions) - weighted @ np.linalg.pinv(directions.T @ weighted) @ weighted.T


def _precisions(parameters: Floats, priors: Priors) -> Floats:
    slopes = priors.slope_precision(parameters[0])
    return np.stack([slopes, np.full_like(slopes, priors.intercept_precision)])


def _directions(parameters: Floats) -> Floats:
    """(questions, 2, 2): how slope and intercept change with the mean and the log spread of ability."""
    slopes = parameters[0]
    directions = np.zeros((len(slopes), 2, 2))
    directions[:, 1, 0] = slopes
    directions[:, 0, 1] = slopes
    return directions
