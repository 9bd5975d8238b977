"""The truth is found again, whatever the design."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr

from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.maximisation import Model
from tests.support.simulated_answers import Truth, simulate, truth


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(20)


def test_sparse_random_sets_give_back_the_truth_and_honest_intervals(random: np.random.Generator) -> None:
    known = truth(random, 400)

    found = calibrate(simulate(random, known, students=8000, each=40))

    assert found.converged
    assert np.corrcoef(found.difficulties, known.difficulties)[0, 1] > 0.985
    assert np.corrcoef(found.slopes, known.slopes)[0, 1] > 0.9
    for estimate, error, true in (
        (found.difficulties, found.difficulty_errors, known.difficulties),
        (found.slopes, found.slope_errors, known.slopes),
    ):
        assert np.mean(np.abs(estimate - true) < 1.96 * error) == pytest.approx(0.95, abs=0.03)


def test_rasch_gives_back_difficulty_variance_and_fit(random: np.random.Generator) -> None:
    steep = 1.4
    known = Truth(np.full(300, steep), random.normal(size=300))

    found = calibrate(simulate(random, known, students=6000, each=30), Options(Model.RASCH))

    assert found.ability_spread == pytest.approx(steep, abs=0.05)
    distance = found.difficulties - steep * known.difficulties
    assert np.mean(np.abs(distance) < 1.96 * found.difficulty_errors) == pytest.approx(0.95, abs=0.04)
    assert np.mean(found.infit) == pytest.approx(1, abs=0.01)
    assert np.mean(found.outfit) == pytest.approx(1, abs=0.02)


def test_a_question_steeper_than_the_others_has_a_low_infit_and_a_flat_one_a_high_one(
    random: np.random.Generator,
) -> None:
    slopes = np.ones(30)
    slopes[:2] = 3.0, 0.1

    found = calibrate(simulate(random, Truth(slopes, np.zeros(30)), 3000, 20), Options(Model.RASCH))

    assert [int(found.infit.argmin()), int(found.infit.argmax())] == [0, 1]
    assert [int(found.outfit.argmin()), int(found.outfit.argmax())] == [0, 1]


def test_when_students_choose_their_level_rasch_ranks_difficulty_and_facility_does_not(
    random: np.random.Generator,
) -> None:
    known = Truth(np.ones(300), random.normal(size=300) * 1.2)
    answers = simulate(random, known, students=5000, each=60, choosy=0.7)

    found = calibrate(answers, Options(Model.RASCH))

    ranked = spearmanr(found.difficulties, known.difficulties).statistic
    assert ranked >= 0.97
    assert spearmanr(-answers.solved() / answers.asked(), known.difficulties).statistic < ranked - 0.03


@pytest.mark.parametrize("priors", [True, False])
def test_a_wrong_key_shows_itself_by_a_negative_slope(random: np.random.Generator, priors: bool) -> None:
    known = Truth(np.ones(60), random.normal(size=60))
    answers = simulate(random, known, students=2000, each=30)
    mistaken = replace(answers, right=answers.right ^ (answers.questions == 7))

    found = calibrate(mistaken, Options() if priors else Options(priors=None))

    assert np.flatnonzero(found.slopes < 0).tolist() == [7]
    assert abs(found.slopes[7] + 1) < 3 * found.slope_errors[7]
    assert abs(found.difficulties[7] - known.difficulties[7]) < 3 * found.difficulty_errors[7]


@pytest.mark.parametrize("model", list(Model))
def test_questions_all_right_or_all_wrong_stay_finite(random: np.random.Generator, model: Model) -> None:
    answers = simulate(random, truth(random, 20), students=300, each=10)
    right = np.where(answers.questions == 0, True, answers.right & (answers.questions != 1))

    found = calibrate(replace(answers, right=right), Options(model))

    assert np.isfinite([found.difficulties, found.difficulty_errors, found.slopes]).all()
    assert [int(found.difficulties.argmin()), int(found.difficulties.argmax())] == [0, 1]
    assert np.all(np.abs(found.difficulties) < 20)


@pytest.mark.parametrize("choosy", [None, 0.8], ids=["random draws", "adaptive draws"])
def test_from_two_hundred_answers_a_question_difficulty_is_ranked_and_its_interval_is_honest(
    random: np.random.Generator, choosy: float | None
) -> None:
    known = truth(random, 500)
    answers = simulate(random, known, students=2000, each=50, choosy=choosy)
    assert answers.asked().mean() == 200

    found = calibrate(answers)

    assert spearmanr(found.difficulties, known.difficulties).statistic >= 0.95
    covered = np.abs(found.difficulties - known.difficulties) < 1.96 * found.difficulty_errors
    assert 0.93 <= covered.mean() <= 0.97
