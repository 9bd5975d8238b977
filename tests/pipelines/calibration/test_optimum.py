"""One optimum, whatever the order, the start and the run."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.calibration.answers import Answers
from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.maximisation import Model
from tests.support.simulated_answers import marginal_loglik, simulate, truth

MODELS = list(Model)


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(20)


@pytest.mark.parametrize("model", MODELS)
def test_the_order_of_answers_and_the_numbers_of_students_and_questions_do_not_matter(
    random: np.random.Generator, model: Model
) -> None:
    answers = simulate(random, truth(random, 30), students=400, each=15)
    order = random.permutation(len(answers))
    students, questions = (random.permutation(count).astype(np.int32) for count in (400, 30))
    shuffled = Answers(
        students[answers.students[order]], questions[answers.questions[order]], answers.right[order], 400, 30
    )

    plain, other = calibrate(answers, Options(model)), calibrate(shuffled, Options(model))

    assert other.loglik == pytest.approx(plain.loglik, abs=1e-6)
    np.testing.assert_allclose(other.difficulties[questions], plain.difficulties, atol=1e-5)
    np.testing.assert_allclose(other.difficulty_errors[questions], plain.difficulty_errors, rtol=1e-4)


def test_a_second_run_gives_the_same_bits(random: np.random.Generator) -> None:
    answers = simulate(random, truth(random, 20), students=20_000, each=3)

    first, second = (calibrate(answers, Options(tolerance=1e-2)) for _ in range(2))

    assert first.difficulties.tobytes() == second.difficulties.tobytes()
    assert first.difficulty_errors.tobytes() == second.difficulty_errors.tobytes()


@pytest.mark.parametrize("model", MODELS)
def test_the_likelihood_is_that_of_slow_quadrature_and_nothing_nearby_is_better(
    random: np.random.Generator, model: Model
) -> None:
    answers = simulate(random, truth(random, 8), students=500, each=8)

    found = calibrate(answers, Options(model, priors=None))

    best = marginal_loglik(answers, *found.parameters())
    assert found.loglik == pytest.approx(best, abs=1e-4)
    for _ in range(10):
        nudge = random.normal(scale=0.01, size=(2, 8))
        if model is Model.RASCH:
            nudge[0] = nudge[0, 0]
        assert marginal_loglik(answers, *(found.parameters() + nudge)) < best


@pytest.mark.parametrize("model", MODELS)
def test_a_warm_start_needs_fewer_cycles_to_the_same_optimum(
    random: np.random.Generator, model: Model
) -> None:
    answers = simulate(random, truth(random, 60), students=1000, each=12)
    cold = calibrate(answers, Options(model))
    with_a_new_question = np.where(np.arange(60) == 5, np.nan, cold.difficulties)

    warm = calibrate(answers, Options(model), previous=cold)
    mixed = calibrate(answers, Options(model), previous=replace(cold, difficulties=with_a_new_question))

    assert warm.cycles < cold.cycles
    np.testing.assert_allclose(warm.difficulties, cold.difficulties, atol=1e-4)
    np.testing.assert_allclose(mixed.difficulties, cold.difficulties, atol=1e-4)


def test_progress_is_told_cycle_by_cycle(random: np.random.Generator) -> None:
    heard: list[tuple[int, float]] = []

    found = calibrate(
        simulate(random, truth(random, 10), 200, 10),
        progress=lambda cycle, change: heard.append((cycle, change)),
    )

    assert [cycle for cycle, _ in heard] == sorted({cycle for cycle, _ in heard})
    assert heard[-1][0] == found.cycles
    assert heard[-1][1] < 1e-6


@pytest.mark.parametrize(
    ("students", "questions", "right"),
    [([0, 1], [0], [True]), ([], [], []), ([0, 5], [0, 0], [True, False]), ([0, 1], [-1, 0], [True, False])],
)
def test_impossible_triplets_are_an_error(
    students: list[int], questions: list[int], right: list[bool]
) -> None:
    with pytest.raises(ValueError, match=r"length|range"):
        Answers(np.array(students, np.int32), np.array(questions, np.int32), np.array(right, np.bool_), 2, 1)
