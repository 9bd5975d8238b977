import math
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from pipelines.simulation.truth import ItemTruth, abilities, item_truth, rank_correlation


def test_a_student_as_able_as_the_question_is_difficult_is_right_half_the_time() -> None:
    assert ItemTruth(slope=1.7, difficulty=0.4).chance(0.4) == pytest.approx(0.5)


def test_the_chance_is_the_logistic_of_slope_times_distance() -> None:
    # slope 2, one unit above the difficulty: 1 / (1 + e^-2)
    assert ItemTruth(slope=2.0, difficulty=-1.0).chance(0.0) == pytest.approx(1 / (1 + math.exp(-2)))


def test_the_truth_of_a_question_is_the_same_in_every_run() -> None:
    assert item_truth(1, "ab" * 32) == item_truth(1, "ab" * 32)
    assert item_truth(1, "ab" * 32) != item_truth(2, "ab" * 32)


def test_difficulties_are_standard_normal() -> None:
    truths = [item_truth(7, f"{number:064x}"[::-1]) for number in range(4000)]

    difficulties = [truth.difficulty for truth in truths]

    assert mean(difficulties) == pytest.approx(0, abs=0.06)  # four standard errors
    assert mean(d * d for d in difficulties) == pytest.approx(1, abs=0.09)
    assert mean(math.log(truth.slope) for truth in truths) == pytest.approx(0, abs=0.02)


def test_abilities_are_those_of_the_seed() -> None:
    assert abilities(3, 5) == abilities(3, 5)
    assert len(abilities(3, 5)) == 5


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3))
def test_the_rank_correlation_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    first, second = ([float(pair[side]) for pair in pairs] for side in (0, 1))
    if len(set(first)) > 1 and len(set(second)) > 1:
        assert rank_correlation(first, second) == pytest.approx(spearmanr(first, second).statistic)
