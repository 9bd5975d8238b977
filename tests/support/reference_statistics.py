"""Statistics of questions as numpy and scipy compute them, by other formulas than the models of dbt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from tests.support.training_rows import Answer

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reference:
    """Of one question with n first answers; `prior` is its m and k."""

    n: int
    facility: float
    low: float
    high: float
    shrunk: float
    discrimination: float


def reference(answers: Sequence[Answer]) -> dict[int, Reference]:
    """All questions of one subject and kind; every student answered two questions or more, each once."""
    students, rows = np.unique([answer.student for answer in answers], return_inverse=True)
    questions, columns = np.unique([answer.question for answer in answers], return_inverse=True)
    marks = np.full((len(students), len(questions)), np.nan)
    marks[rows, columns] = [answer.correct for answer in answers]
    m, k = prior(marks)
    return {int(question): _of(marks, column, m, k) for column, question in enumerate(questions)}


def prior(marks: Floats) -> tuple[float, float]:
    n = np.sum(~np.isnan(marks), axis=0)
    p = np.nanmean(marks, axis=0)
    m = np.average(p, weights=n)
    spread = np.average((p - m) ** 2, weights=n) - np.average(m * (1 - m) / n, weights=n)
    return float(m), float(np.clip(m * (1 - m) / spread - 1, 0.5, 500)) if spread > 0 else 500.0


def _of(marks: Floats, column: int, m: float, k: float) -> Reference:
    answered = ~np.isnan(marks[:, column])
    right, n = marks[answered, column], int(answered.sum())
    p = float(right.mean())
    others = np.nanmean(np.delete(marks[answered], column, axis=1), axis=1)
    low, high = (_score_limit(p, n, side) for side in (0.0, 1.0))
    shrunk = (n * p + k * m) / (n + k)
    return Reference(n, p, low, high, shrunk, float(np.corrcoef(right, others)[0, 1]))


def _score_limit(p: float, n: int, side: float) -> float:
    """Where the score test of 5 % begins to refuse the share: the definition of Wilson's interval."""

    def refused_by(share: float) -> float:
        return (p - share) ** 2 * n - 1.959963984540054**2 * share * (1 - share)

    return side if p == side else float(brentq(refused_by, side, p, xtol=1e-15))
