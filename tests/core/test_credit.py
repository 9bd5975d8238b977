"""Part of the points for part of the answer, where the bank says so."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.errors import AnswerMalformed
from serving.core.questions import Multiple, Option
from serving.core.training.grading import credit, grade
from tests.support.banks import MULTIPLE, ONE

OPTIONS = tuple(Option(id=number, text=f"option {number}") for number in range(1, 6))
PARTIAL = Multiple(text="?", options=OPTIONS, key=(1, 2, 3), partial=True)


@pytest.mark.parametrize(
    ("chosen", "share"),
    [
        ((1, 2, 3), Fraction(1)),
        ((1, 2), Fraction(2, 3)),
        ((1, 2, 3, 4), Fraction(2, 3)),
        ((1, 2, 4), Fraction(1, 3)),
        ((1, 4), Fraction(0)),
        ((4, 5), Fraction(0)),
        ((1, 2, 3, 4, 5), Fraction(1, 3)),
        ((1, 1, 1), Fraction(1, 3)),
    ],
)
def test_a_right_option_earns_a_share_and_a_wrong_one_takes_it_back(
    chosen: tuple[int, ...], share: Fraction
) -> None:
    assert credit(PARTIAL, chosen) == share


def test_without_partial_credit_it_is_all_or_nothing() -> None:
    assert [credit(MULTIPLE, chosen) for chosen in ((1, 3), (1,), (1, 2, 3))] == [1, 0, 0]
    assert [credit(ONE, chosen) for chosen in (1, 2)] == [1, 0]


@given(st.sets(st.integers(1, 5), min_size=1), st.sets(st.integers(1, 5), min_size=1))
def test_all_of_the_points_are_for_the_exact_answer_only(key: set[int], chosen: set[int]) -> None:
    question = Multiple(text="?", options=OPTIONS, key=tuple(sorted(key)), partial=True)
    share = credit(question, tuple(chosen))
    assert 0 <= share <= 1
    assert (share == 1) == grade(question, tuple(chosen)) == (key == chosen)


def test_an_answer_that_does_not_fit_earns_no_share() -> None:
    with pytest.raises(AnswerMalformed):
        credit(PARTIAL, (9,))
