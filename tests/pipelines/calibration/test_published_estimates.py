"""LSAT6 of Bock and Lieberman (1970), against other programs' estimates where they are beside the project."""

import csv
from pathlib import Path

import numpy as np
import pytest

from pipelines.calibration.answer_files import read_answers
from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.maximisation import Model

DIRECTORY = Path(__file__).parents[4] / "shared" / "irt"
RESPONSES, REFERENCE = DIRECTORY / "lsat6_responses.csv", DIRECTORY / "lsat6_reference.csv"

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the practice data are not at hand")


def reference(column: str) -> np.ndarray:
    with REFERENCE.open() as file:
        return np.array([float(row[column]) for row in csv.DictReader(file)])


def test_rasch_has_the_published_likelihood_and_variance_of_ability() -> None:
    found = calibrate(read_answers(RESPONSES).answers, Options(Model.RASCH, priors=None))

    assert found.loglik == pytest.approx(-2466.938, abs=5e-4)
    assert found.ability_spread**2 == pytest.approx(0.5702, abs=1e-4)
    np.testing.assert_allclose(found.difficulties, reference("rasch_b"), rtol=2e-4)
    np.testing.assert_allclose(found.difficulty_errors, reference("rasch_b_se"), rtol=2e-4)


def test_2pl_has_the_published_likelihood_slopes_and_difficulties() -> None:
    found = calibrate(read_answers(RESPONSES).answers, Options(Model.TWO_PARAMETER, priors=None))

    assert found.loglik == pytest.approx(-2466.653, abs=5e-4)
    np.testing.assert_allclose(found.difficulties, [-3.360, -1.370, -0.280, -1.866, -3.124], atol=2e-3)
    np.testing.assert_allclose(found.slopes, reference("a"), rtol=3e-4)
    np.testing.assert_allclose(found.slope_errors, reference("a_se"), rtol=5e-4)
    np.testing.assert_allclose(found.difficulty_errors, reference("b_se"), rtol=5e-4)


def test_weak_priors_hardly_move_a_thousand_students() -> None:
    found = calibrate(read_answers(RESPONSES).answers)

    assert found.loglik == pytest.approx(-2466.68, abs=0.02)
    np.testing.assert_allclose(found.difficulties, reference("b"), atol=0.2)
