"""2PL where everybody answered everything, and Rasch beside girth where that is installed."""

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from time import monotonic

import numpy as np

from pipelines.calibration.answers import Answers
from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.maximisation import Model
from tests.bench.figures import Figure
from tests.support.simulated_answers import simulate, truth

STUDENTS, QUESTIONS = 5_000, 500
WHAT = "5,000 students × 500 questions, all answered"


def figures() -> Iterator[Figure]:
    random = np.random.default_rng(1)
    known = truth(random, QUESTIONS)
    answers = simulate(random, known, STUDENTS, QUESTIONS)
    found = calibrate(answers)
    distances = found.difficulties - known.difficulties
    yield Figure(f"2PL, {WHAT}: RMSE of difficulty", float(np.sqrt(np.mean(distances**2))), 0.07, "")
    yield Figure(
        f"2PL, {WHAT}: r of difficulty", _correlation(found.difficulties, known.difficulties), 0.987, "", True
    )
    yield Figure(f"2PL, {WHAT}: r of slope", _correlation(found.slopes, known.slopes), 0.938, "", True)
    if find_spec("girth") is None:
        sys.stderr.write("girth is not installed, so nothing is compared with it: `uv pip install girth`\n")
    else:
        yield _beside_girth(answers)


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.corrcoef(first, second)[0, 1])


def _beside_girth(answers: Answers) -> Figure:
    import girth

    table = np.zeros((QUESTIONS, STUDENTS), dtype=int)
    table[answers.questions, answers.students] = answers.right
    theirs = _seconds(lambda: girth.rasch_mml(table))
    ours = _seconds(lambda: calibrate(answers, Options(Model.RASCH)))
    return Figure(f"Rasch, {WHAT}: time, girth's for a target", ours, theirs, "s")


def _seconds(work: Callable[[], object]) -> float:
    begun = monotonic()
    work()
    return monotonic() - begun
