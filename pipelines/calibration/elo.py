"""Difficulty and ability between two calibrations, answer by answer."""

from dataclasses import dataclass
from math import exp

import numpy as np

from pipelines.calibration.answers import Answers, Floats

FIRST_STEP = 0.8
SLOWING = 0.05


@dataclass(slots=True)
class Elo:
    """Logits and numbers of first answers: `abilities` and `answered` (students,), `difficulties` and `asked`
    (questions,), all float64.
    """

    abilities: Floats
    answered: Floats
    difficulties: Floats
    asked: Floats

    def take(self, answers: Answers, guessing: Floats) -> None:
        """First answers in the order in which they were given; `guessing` (questions,) is the chance by luck.

        P = g + (1 − g) · logistic(θ − d); θ += U(y − P), d −= U(y − P), U(n) = 0.8/(1 + 0.05n) after n.
        """
        ability, answered = self.abilities.tolist(), self.answered.tolist()
        difficulty, asked, luck = self.difficulties.tolist(), self.asked.tolist(), guessing.tolist()
        for student, question, right in zip(
            answers.students.tolist(), answers.questions.tolist(), answers.right.tolist(), strict=True
        ):
            chance = luck[question] + (1 - luck[question]) * _logistic(
                ability[student] - difficulty[question]
            )
            surprise = FIRST_STEP * (right - chance)
            ability[student] += surprise / (1 + SLOWING * answered[student])
            difficulty[question] -= surprise / (1 + SLOWING * asked[question])
            answered[student] += 1
            asked[question] += 1
        self.abilities[:], self.answered[:] = ability, answered
        self.difficulties[:], self.asked[:] = difficulty, asked

    def anchor(self, calibrated: Floats) -> None:
        """Takes over difficulties (questions,) that are not NaN; all else moves by their mean change."""
        known = np.isfinite(calibrated)
        if not known.any():
            return
        shift = float(np.mean(calibrated[known] - self.difficulties[known]))
        self.difficulties = np.where(known, calibrated, self.difficulties + shift)
        self.abilities = self.abilities + shift


def unrated(students: int, questions: int) -> Elo:
    """Everybody and everything at 0, nothing answered."""
    return Elo(np.zeros(students), np.zeros(students), np.zeros(questions), np.zeros(questions))


def _logistic(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit > -700 else 0.0
