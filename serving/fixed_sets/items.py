"""Statistics of a set of questions that everybody was given: Moodle's, number for number.

Moodle documentation, Quiz statistics calculations. All variances and covariances are over n − 1.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serving.core.contests.item_analysis import ItemStatistics

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-12


def item_statistics(slots: Sequence[int | str], marks: Floats, largest: Floats) -> list[ItemStatistics]:
    """`marks` (attempts, slots); `largest` (slots,) are the maximal marks, above 0."""
    totals = marks.sum(axis=1)
    weights = _effective_weights(marks, totals)
    return [
        ItemStatistics(
            slot=slot,
            facility=float(mark.mean() / maximum),
            sd=_root(covariance(mark, mark)),
            effective_weight=weight,
            discrimination_index=_index(mark, totals - mark),
            discriminative_efficiency=_efficiency(mark, totals - mark),
        )
        for slot, mark, maximum, weight in zip(slots, marks.T, largest, weights, strict=True)
    ]


def covariance(first: Floats, second: Floats) -> float | None:
    """None for fewer than two attempts; exactly 0 where rounding is all that varies."""
    if len(first) < 2:
        return None
    found = float((first - first.mean()) @ (second - second.mean()) / (len(first) - 1))
    scale = float(np.abs(first).max() * np.abs(second).max())
    return found if abs(found) > NEGLIGIBLE * scale else 0.0


def _effective_weights(marks: Floats, totals: Floats) -> list[float | None]:
    """None where a question works against the total."""
    shares = [covariance(mark, totals) for mark in marks.T]
    total = sum(np.sqrt(share) for share in shares if share is not None and share > 0)
    return [
        None if share is None or share < 0 or total == 0 else float(100 * np.sqrt(share) / total)
        for share in shares
    ]


def _index(mark: Floats, rest: Floats) -> float | None:
    own, others, shared = covariance(mark, mark), covariance(rest, rest), covariance(mark, rest)
    if not own or not others or shared is None:
        return None
    return float(100 * shared / np.sqrt(own * others))


def _efficiency(mark: Floats, rest: Floats) -> float | None:
    """Of the covariance that the same marks would have at best."""
    if not covariance(mark, mark) or not covariance(rest, rest):
        return None
    shared, best = covariance(mark, rest), covariance(np.sort(mark), np.sort(rest))
    return 100 * shared / best if shared is not None and best else None


def _root(variance: float | None) -> float | None:
    return None if variance is None else float(np.sqrt(variance))
