"""Ability between two calibrations, and the questions that suit it."""

from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.training.ability import (
    Ability,
    ability_for,
    expected,
    guessing,
    known_difficulty,
)
from serving.core.training.adaptive_draw import nearest

scale = st.floats(-4, 4)


def test_one_step_by_hand() -> None:
    # P = 1/4 + 3/4 · 1/2 = 5/8; .8 / (1 + .05 · 4) = 2/3; 2/3 · 3/8 = 1/4
    right, wrong = (Ability(1.0, 4).updated(1.0, 0.25, correct=correct) for correct in (True, False))
    assert [right.value, wrong.value] == pytest.approx([1.25, 1 - 5 / 12])
    assert (right.answers, wrong.answers) == (5, 5)


def test_a_published_level_stands_for_its_middle_while_the_difficulty_is_unknown() -> None:
    assert [known_difficulty(None, level) for level in (None, 1, 3, 5)] == [None, -2.0, 0.0, 2.0]
    assert known_difficulty(0.3, 5) == 0.3


@pytest.mark.parametrize(
    ("kind", "options", "chance"),
    [("yes_no", 0, 1 / 2), ("one", 4, 1 / 4), ("multiple", 4, 1 / 15), ("open", 0, 0.0)],
)
def test_who_knows_nothing_guesses(kind: str, options: int, chance: float) -> None:
    assert guessing(kind, options) == pytest.approx(chance)


@given(scale, st.sampled_from([0.0, 1 / 15, 0.25, 0.5]), st.floats(0.55, 0.95))
def test_the_ability_for_a_success_succeeds_that_often(
    difficulty: float, guess: float, success: float
) -> None:
    assert expected(ability_for(success, difficulty, guess), difficulty, guess) == pytest.approx(success)


def test_ability_finds_the_student() -> None:
    chance = Random(1)
    ability = Ability()
    for _ in range(400):
        difficulty = chance.gauss(0, 1)
        right = chance.random() < 1 / (1 + exp(difficulty - 1.3))
        ability = ability.updated(difficulty, 0.0, correct=right)
    assert ability.value == pytest.approx(1.3, abs=0.3)


def success(lead: float) -> float:
    """Of a student so much above the ability at which a question of four options is solved by 3 of 4."""
    return 1 / 4 + 3 / 4 / (1 + exp(-lead) / 2)


@given(st.lists(scale, min_size=1, max_size=30), scale, st.integers(1, 30))
def test_the_window_holds_the_nearest(targets: list[float], ability: float, count: int) -> None:
    targets.sort()
    count = min(count, len(targets))
    window = nearest(targets, ability, count)
    misses = sorted(abs(success(ability - target) - 0.75) for target in targets)[:count]
    found = sorted(abs(success(ability - targets[rank]) - 0.75) for rank in window)
    assert found == pytest.approx(misses)
