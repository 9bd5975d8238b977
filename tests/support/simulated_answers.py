"""Answers by the two-parameter model with known truth, and its likelihood computed the slow way."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.calibration.answers import Answers

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Truth:
    slopes: Floats
    difficulties: Floats


def truth(random: np.random.Generator, questions: int, spread: float = 0.3) -> Truth:
    """slope ~ lognormal(0, spread), difficulty ~ N(0, 1)."""
    return Truth(random.lognormal(0, spread, questions), random.normal(size=questions))


def simulate(
    random: np.random.Generator, known: Truth, students: int, each: int, choosy: float | None = None
) -> Answers:
    """`each` random questions a student; with `choosy`, rather those within that distance of their level."""
    abilities = random.normal(size=students)
    questions = len(known.slopes)
    lure = random.gumbel(size=(students, questions))
    if choosy:
        lure -= ((abilities[:, None] - known.difficulties) / choosy) ** 2 / 2
    chosen = np.argpartition(-lure, each - 1, axis=1)[:, :each]
    logits = known.slopes[chosen] * (abilities[:, None] - known.difficulties[chosen])
    right = random.random(chosen.shape) < 1 / (1 + np.exp(-logits))
    rows = np.repeat(np.arange(students, dtype=np.int32), each)
    return Answers(rows, chosen.ravel().astype(np.int32), right.ravel(), students, questions)


def marginal_loglik(answers: Answers, slopes: Floats, intercepts: Floats) -> float:
    """Student by student, by Gauss–Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(61)
    chances = 1 / (1 + np.exp(-(slopes[:, None] * nodes + intercepts[:, None])))
    likelihoods = np.ones((answers.student_count, len(nodes)))
    for student, question, right in zip(answers.students, answers.questions, answers.right, strict=True):
        likelihoods[student] *= chances[question] if right else 1 - chances[question]
    return float(np.sum(np.log(likelihoods @ (weights / weights.sum()))))
