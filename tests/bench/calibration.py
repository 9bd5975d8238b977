"""2PL by marginal maximum likelihood on the yardstick: five million answers.

`python -m tests.bench.calibration` is one process that calibrates, so that its memory can be measured alone.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic, process_time

import numpy as np
from numpy.typing import NDArray

from pipelines.calibration.answers import Answers
from pipelines.calibration.calibrate import calibrate
from tests.bench.figures import Figure

STUDENTS, QUESTIONS, EACH = 50_000, 8_000, 100
SECONDS, MEGABYTES = 4.0, 330.0
CORRELATION_B, CORRELATION_A, COVERAGE = 0.988, 0.941, 0.95


def figures() -> Iterator[Figure]:
    """Agreement with the truth is given as what is missing to 1, so that less is better everywhere."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.calibration"], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    what = "2PL, 50,000 students × 8,000 questions × 100 answers each"
    yield Figure(f"{what}: time", found["seconds"], SECONDS, "s")
    yield Figure(f"{what}: processor time per core", found["processor"] / (os.cpu_count() or 1), SECONDS, "s")
    yield Figure(f"{what}: peak memory with the answers", found["megabytes"], MEGABYTES, "MB")
    yield Figure(f"{what}: 1 − r of difficulty", 1 - found["b"], 1 - CORRELATION_B, "")
    yield Figure(f"{what}: 1 − r of slope", 1 - found["a"], 1 - CORRELATION_A, "")
    yield Figure(f"{what}: outside the 95 % intervals", 1 - found["coverage"], 1 - COVERAGE, "")


def main() -> None:
    random = np.random.default_rng(1)
    slopes = random.lognormal(0, 0.3, QUESTIONS).astype(np.float32)
    difficulties = random.normal(size=QUESTIONS).astype(np.float32)
    answers = _answers(random, slopes, difficulties)
    begun, worked = monotonic(), process_time()
    found = calibrate(answers)
    seconds, processor = monotonic() - begun, process_time() - worked
    within = np.abs(found.difficulties - difficulties) < 1.96 * found.difficulty_errors
    report = {
        "seconds": seconds,
        "processor": processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "b": float(np.corrcoef(found.difficulties, difficulties)[0, 1]),
        "a": float(np.corrcoef(found.slopes, slopes)[0, 1]),
        "coverage": float(within.mean()),
        "cycles": found.cycles,
    }
    sys.stdout.write(json.dumps(report))


def _answers(
    random: np.random.Generator, slopes: NDArray[np.float32], difficulties: NDArray[np.float32]
) -> Answers:
    """Student by student, so that making them takes less memory than calibrating them."""
    students = np.repeat(np.arange(STUDENTS, dtype=np.int32), EACH)
    questions = np.empty(STUDENTS * EACH, dtype=np.int32)
    right = np.empty(STUDENTS * EACH, dtype=np.bool_)
    for student in range(STUDENTS):
        own = slice(student * EACH, (student + 1) * EACH)
        questions[own] = chosen = random.choice(QUESTIONS, EACH, replace=False, shuffle=False)
        logits = slopes[chosen] * (random.normal() - difficulties[chosen])
        right[own] = random.random(EACH) < 1 / (1 + np.exp(-logits))
    return Answers(students, questions, right, STUDENTS, QUESTIONS)


if __name__ == "__main__":
    main()
