"""Elo, answer by answer."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from pipelines.calibration.answers import Answers
from pipelines.calibration.elo import unrated
from tests.support.simulated_answers import simulate, truth


def answers(*triplets: tuple[int, int, bool]) -> Answers:
    students, questions, right = zip(*triplets, strict=True)
    return Answers(np.array(students, np.int32), np.array(questions, np.int32), np.array(right), 2, 2)


def test_the_first_answer_moves_both_by_four_tenths() -> None:
    elo = unrated(2, 2)

    elo.take(answers((0, 1, True)), guessing=np.zeros(2))

    assert (elo.abilities.tolist(), elo.difficulties.tolist()) == ([0.4, 0], [0, -0.4])
    assert (elo.answered.tolist(), elo.asked.tolist()) == ([1, 0], [0, 1])


def test_steps_shrink_with_the_number_of_answers_of_each_side() -> None:
    elo = unrated(2, 2)
    elo.answered[0] = 20

    elo.take(answers((0, 0, False)), guessing=np.zeros(2))

    assert (elo.abilities[0], elo.difficulties[0]) == (pytest.approx(-0.2), pytest.approx(0.4))


def test_a_right_answer_by_luck_tells_less() -> None:
    elo = unrated(2, 2)

    elo.take(answers((0, 0, True)), guessing=np.array([0.25, 0]))

    assert elo.abilities[0] == pytest.approx(0.8 * (1 - 0.625))


def test_portions_give_the_same_as_all_at_once() -> None:
    random = np.random.default_rng(1)
    everything = simulate(random, truth(random, 20), students=50, each=10)
    whole, portions = unrated(50, 20), unrated(50, 20)

    whole.take(everything, np.zeros(20))
    for begin in range(0, 500, 7):
        some = slice(begin, begin + 7)
        portion = (everything.students[some], everything.questions[some], everything.right[some])
        portions.take(Answers(*portion, 50, 20), np.zeros(20))

    assert whole.difficulties.tolist() == portions.difficulties.tolist()
    assert whole.abilities.tolist() == portions.abilities.tolist()


def test_elo_ranks_difficulty() -> None:
    random = np.random.default_rng(2)
    known = truth(random, 100)
    elo = unrated(2000, 100)

    elo.take(simulate(random, known, students=2000, each=20), np.zeros(100))

    assert spearmanr(elo.difficulties, known.difficulties).statistic > 0.95


def test_a_calibration_takes_over_and_the_rest_moves_along() -> None:
    elo = unrated(2, 2)
    elo.difficulties[:] = 1.0, 2.0

    elo.anchor(np.array([1.5, np.nan]))

    assert (elo.difficulties.tolist(), elo.abilities.tolist()) == ([1.5, 2.5], [0.5, 0.5])


def test_an_empty_calibration_changes_nothing() -> None:
    elo = unrated(2, 2)

    elo.anchor(np.full(2, np.nan))

    assert elo.difficulties.tolist() == [0, 0]


def test_extreme_ratings_do_not_overflow() -> None:
    elo = unrated(2, 2)
    elo.difficulties[0] = 5000

    elo.take(answers((0, 0, True)), np.zeros(2))

    assert elo.abilities[0] == pytest.approx(0.8)
