"""Standard errors against numerical second derivatives, replications and each other."""

import numpy as np
import pytest

from pipelines.calibration import standard_errors
from pipelines.calibration.answers import Answers
from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.calibration import Calibration
from pipelines.calibration.maximisation import Model
from tests.support.simulated_answers import Truth, marginal_loglik, simulate, truth

STEP = 1e-3


def numerical_covariance(answers: Answers, found: Calibration) -> np.ndarray:
    """Of slopes and intercepts, or in the Rasch model of the one slope and the intercepts."""
    slopes, intercepts = found.parameters()
    shared = found.model is Model.RASCH
    best = np.concatenate([slopes[:1] if shared else slopes, intercepts])

    def loglik(point: np.ndarray) -> float:
        size = len(intercepts)
        return marginal_loglik(answers, np.broadcast_to(point[:-size], size), point[-size:])

    steps = np.eye(len(best)) * STEP
    hessian = [
        [
            sum(s * t * loglik(best + s * first + t * second) for s in (1, -1) for t in (1, -1))
            / (4 * STEP**2)
            for second in steps
        ]
        for first in steps
    ]
    return np.linalg.inv(-np.array(hessian))


def test_2pl_errors_are_those_of_the_numerical_hessian() -> None:
    random = np.random.default_rng(3)
    answers = simulate(random, truth(random, 4), students=400, each=4)
    found = calibrate(answers, Options(Model.TWO_PARAMETER, priors=None))

    covariance = numerical_covariance(answers, found)

    np.testing.assert_allclose(found.slope_errors, np.sqrt(np.diag(covariance)[:4]), rtol=2e-3)
    slopes, intercepts = found.parameters()
    for place in range(4):
        gradient = np.zeros(8)
        gradient[place], gradient[4 + place] = intercepts[place] / slopes[place] ** 2, -1 / slopes[place]
        expected = np.sqrt(gradient @ covariance @ gradient)
        assert found.difficulty_errors[place] == pytest.approx(expected, rel=2e-3)


def test_rasch_errors_are_those_of_the_numerical_hessian() -> None:
    random = np.random.default_rng(4)
    answers = simulate(random, truth(random, 5), students=200, each=4)
    found = calibrate(answers, Options(Model.RASCH, priors=None))

    covariance = numerical_covariance(answers, found)

    np.testing.assert_allclose(found.difficulty_errors, np.sqrt(np.diag(covariance)[1:]), rtol=2e-3)


@pytest.mark.parametrize("model", list(Model))
def test_errors_block_by_block_are_close_to_those_of_the_whole_matrix(
    monkeypatch: pytest.MonkeyPatch, model: Model
) -> None:
    random = np.random.default_rng(5)
    answers = simulate(random, truth(random, 40), students=800, each=12)
    whole = calibrate(answers, Options(model))
    monkeypatch.setattr(standard_errors, "is_affordable", lambda *_: False)

    blocks = calibrate(answers, Options(model))

    np.testing.assert_allclose(blocks.difficulty_errors, whole.difficulty_errors, rtol=0.03)
    if model is Model.TWO_PARAMETER:
        np.testing.assert_allclose(blocks.slope_errors, whole.slope_errors, rtol=0.03)


def test_errors_are_the_spread_over_replications() -> None:
    random = np.random.default_rng(6)
    known = Truth(np.array([0.7, 1.0, 1.3, 1.0, 0.8, 1.2] * 3), np.linspace(-1.2, 1.2, 18))
    found = [
        calibrate(simulate(random, known, students=800, each=10), Options(tolerance=1e-4)) for _ in range(40)
    ]

    for spread, errors in (
        (np.std([one.difficulties for one in found], axis=0), [one.difficulty_errors for one in found]),
        (np.std([one.slopes for one in found], axis=0), [one.slope_errors for one in found]),
    ):
        ratios = np.mean(errors, axis=0) / spread
        assert np.median(ratios) == pytest.approx(1, abs=0.12)
        assert np.all((ratios > 0.7) & (ratios < 1.4))


def test_a_slope_without_a_finite_estimate_is_said_and_its_error_is_no_small_number() -> None:
    random = np.random.default_rng(3)
    answers = simulate(random, truth(random, 4), students=250, each=3)

    found = calibrate(answers, Options(priors=None))

    assert not found.converged
    steepest = int(np.abs(found.slopes).argmax())
    assert not found.slope_errors[steepest] < 10
    assert calibrate(answers).converged
