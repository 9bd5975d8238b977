"""Statistics of the total marks of a fixed set; the source is that of `items`."""

import numpy as np

from serving.core.contests.item_analysis import TotalStatistics
from serving.fixed_sets.items import Floats, covariance


def total_statistics(marks: Floats) -> TotalStatistics:
    """`marks` (attempts, slots)."""
    totals = marks.sum(axis=1)
    variance = covariance(totals, totals)
    sd = None if variance is None else float(np.sqrt(variance))
    consistency = _consistency(marks, variance)
    error = None if consistency is None else float(100 * np.sqrt(max(1 - consistency / 100, 0.0)))
    return TotalStatistics(
        n=len(totals),
        mean=float(totals.mean()),
        sd=sd,
        skewness=_skewness(totals, variance),
        kurtosis=_kurtosis(totals, variance),
        internal_consistency=consistency,
        error_ratio=error,
        standard_error=None if error is None or sd is None else error * sd / 100,
    )


def _consistency(marks: Floats, variance: float | None) -> float | None:
    """Cronbach's alpha."""
    questions = marks.shape[1]
    if questions < 2 or not variance:
        return None
    own = sum(covariance(mark, mark) or 0.0 for mark in marks.T)
    return float(100 * questions / (questions - 1) * (1 - own / variance))


def _skewness(totals: Floats, variance: float | None) -> float | None:
    n = len(totals)
    if n < 3 or not variance:
        return None
    third = n**2 * _moment(totals, 3) / ((n - 1) * (n - 2))
    return float(third / variance**1.5)


def _kurtosis(totals: Floats, variance: float | None) -> float | None:
    n = len(totals)
    if n < 4 or not variance:
        return None
    moments = (n + 1) * _moment(totals, 4) - 3 * (n - 1) * _moment(totals, 2) ** 2
    return float(n**2 * moments / ((n - 1) * (n - 2) * (n - 3)) / variance**2)


def _moment(values: Floats, order: int) -> float:
    return float(np.mean((values - values.mean()) ** order))
