"""Moodle's statistics: worked examples, and a slow reference in exact fractions."""

from collections.abc import Sequence
from dataclasses import astuple
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstat

from serving.core.contests.item_analysis import ItemStatistics
from serving.fixed_sets.items import item_statistics
from serving.fixed_sets.totals import total_statistics

Rows = Sequence[Sequence[int]]


def statistics(rows: Rows, largest: int = 1) -> list[ItemStatistics]:
    marks = np.array(rows, dtype=np.float64)
    slots: list[int | str] = list(range(1, marks.shape[1] + 1))
    return item_statistics(slots, marks, np.full(marks.shape[1], float(largest)))


def rows_of(text: str) -> list[list[int]]:
    return [[int(mark) for mark in row] for row in text.split()]


@pytest.mark.parametrize(
    ("text", "index", "efficiency"),
    [
        ("1000 1100 1010 1111", [None, 30.15, 30.15, 81.65], [None, 33.33, 33.33, 100]),
        ("1111 0000 1001 0110", [44.72] * 4, [50] * 4),
    ],
)
def test_the_worked_examples(text: str, index: list[float | None], efficiency: list[float | None]) -> None:
    found = statistics(rows_of(text))

    assert [item.discrimination_index for item in found] == [
        pytest.approx(value, abs=0.005) for value in index
    ]
    assert [item.discriminative_efficiency for item in found] == [
        pytest.approx(value, abs=0.005) for value in efficiency
    ]


def slow_covariance(first: Sequence[Fraction], second: Sequence[Fraction]) -> Fraction:
    products = [a * b for a, b in zip(first, second, strict=True)]
    return (total(products) - total(first) * total(second) / len(first)) / (len(first) - 1)


def total(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction())


def slow_statistics(rows: Rows, largest: int) -> list[tuple[float | None, ...]]:
    """Facility, sd, weight, index, efficiency of each slot, in exact arithmetic up to the roots."""
    columns = [[Fraction(mark, 10) for mark in column] for column in zip(*rows, strict=True)]
    totals = [sum(row, Fraction()) for row in zip(*columns, strict=True)]
    shares = [slow_covariance(column, totals) for column in columns]
    total_share = sum(sqrt(share) for share in shares if share > 0)
    found: list[tuple[float | None, ...]] = []
    for column, share in zip(columns, shares, strict=True):
        rest = [total - mark for total, mark in zip(totals, column, strict=True)]
        own, others = slow_covariance(column, column), slow_covariance(rest, rest)
        shared, best = slow_covariance(column, rest), slow_covariance(sorted(column), sorted(rest))
        known = own > 0 and others > 0
        found.append(
            (
                float(sum(column) / len(column) / Fraction(largest, 10)),
                sqrt(own),
                100 * sqrt(share) / total_share if share >= 0 and total_share else None,
                100 * float(shared) / sqrt(own * others) if known else None,
                100 * float(shared / best) if known else None,
            )
        )
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 7), min_size=width, max_size=width), min_size=2, max_size=9
        )
    )
)
def test_statistics_of_questions_are_those_of_exact_fractions(rows: Rows) -> None:
    marks = np.array(rows) / 10
    slots: list[int | str] = list(range(marks.shape[1]))

    found = item_statistics(slots, marks, np.full(marks.shape[1], 0.7))

    for item, expected in zip(found, slow_statistics(rows, largest=7), strict=True):
        values = astuple(item)[1:]
        assert [value is None for value in values] == [value is None for value in expected]
        assert [value or 0 for value in values] == pytest.approx([value or 0 for value in expected], abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=4, max_size=12))
def test_moments_of_totals_are_the_k_statistics(rows: Rows) -> None:
    marks = np.array(rows, dtype=np.float64)
    totals = marks.sum(axis=1)

    found = total_statistics(marks)

    assert found.n == len(rows)
    assert found.mean == pytest.approx(totals.mean())
    if totals.min() == totals.max():
        assert (found.sd, found.skewness, found.kurtosis, found.internal_consistency) == (0, None, None, None)
        return
    k2, k3, k4 = (kstat(totals, order) for order in (2, 3, 4))
    alpha = 150 * (1 - marks.var(axis=0, ddof=1).sum() / k2)
    assert found.sd == pytest.approx(sqrt(k2))
    assert found.skewness == pytest.approx(k3 / k2**1.5, abs=1e-9)
    assert found.kurtosis == pytest.approx(k4 / k2**2, abs=1e-9)
    assert found.internal_consistency == pytest.approx(alpha, abs=1e-9)
    assert found.error_ratio == pytest.approx(100 * sqrt(1 - alpha / 100), abs=1e-6)
    assert found.standard_error == pytest.approx(sqrt(k2) * sqrt(1 - alpha / 100), abs=1e-6)


def test_one_attempt_has_a_mean_and_nothing_else() -> None:
    [item, _] = statistics([[1, 0]])
    totals = total_statistics(np.array([[1.0, 0.0]]))

    assert (item.facility, item.sd, item.effective_weight, item.discrimination_index) == (1, None, None, None)
    assert (totals.n, totals.mean, totals.sd, totals.standard_error) == (1, 1, None, None)


def test_a_question_against_the_total_has_no_weight() -> None:
    found = statistics(rows_of("0111 1000 0111 1000"))

    assert [item.effective_weight for item in found] == [None, *[pytest.approx(100 / 3)] * 3]
