"""Where the estimation begins."""

import numpy as np

from pipelines.calibration.answers import Floats
from pipelines.calibration.calibration import Calibration
from pipelines.calibration.maximisation import Model
from pipelines.calibration.parts import Part, added_up

MARGIN = 1.2
SURELY_NEGATIVE = -2.0


def cold_start(parts: list[Part], signed: bool) -> Floats:
    """(2, questions): slopes ±1 and the logits of facility, widened by what ability adds to the spread.

    With `signed`, a question clearly answered best by those who are weak elsewhere begins with −1.
    """
    right, wrong = added_up(parts, _marks, np.add)
    facility = (right + 0.5) / (right + wrong + 1)
    slopes = np.ones(len(facility))
    if signed:
        total, squares = added_up(parts, lambda part: _agreement(part, facility), np.add)
        slopes[total < SURELY_NEGATIVE * np.sqrt(squares)] = -1
    return np.stack([slopes, MARGIN * np.log(facility / (1 - facility))])


def continued(previous: Calibration, cold: Floats) -> Floats:
    """(2, questions): as before where that is known, `cold` where it is NaN; the slope of Rasch is shared."""
    known = previous.parameters()
    if previous.model is Model.RASCH:
        cold = np.stack([np.full_like(cold[0], previous.ability_spread), cold[1]])
    return np.where(np.isfinite(known).all(axis=0), known, cold)


def _marks(part: Part) -> Floats:
    """(2, questions): how many right answers and how many wrong ones."""
    marks = np.bincount(part.matrix.indices, minlength=2 * part.question_count)
    return marks.astype(np.float64).reshape(2, -1)


def _agreement(part: Part, facility: Floats) -> Floats:
    """(2, questions): sum and sum of squares of the products of an answer with the student's mean elsewhere.

    Both as residuals from the facility of the questions.
    """
    rows, questions, right = part.cells()
    residuals = right - facility[questions]
    others = np.maximum(np.diff(part.matrix.indptr) - 1, 1)
    elsewhere = np.bincount(rows, weights=residuals)[rows] - residuals
    products = residuals * elsewhere / others[rows]
    sums = [
        np.bincount(questions, weights=power, minlength=part.question_count)
        for power in (products, products**2)
    ]
    return np.stack(sums)
