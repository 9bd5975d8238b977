"""The truth that simulated students answer by: the two-parameter logistic model."""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np


@dataclass(frozen=True, slots=True)
class ItemTruth:
    """P(right | ability) = logistic(slope · (ability − difficulty)); no guessing."""

    slope: float
    difficulty: float

    def chance(self, ability: float) -> float:
        return float(1 / (1 + np.exp(-self.slope * (ability - self.difficulty))))


def item_truth(seed: int, identity: str) -> ItemTruth:
    """slope ~ lognormal(0, 0.3), difficulty ~ N(0, 1); a function of the seed and the question alone."""
    random = np.random.default_rng([seed, *sha256(identity.encode()).digest()])
    return ItemTruth(slope=float(random.lognormal(0.0, 0.3)), difficulty=float(random.normal()))


def abilities(seed: int, students: int) -> list[float]:
    """N(0, 1)."""
    return [float(ability) for ability in np.random.default_rng(seed).normal(size=students)]


def rank_correlation(first: list[float], second: list[float]) -> float:
    """Spearman's: Pearson's of the ranks, ties sharing their mean rank."""
    ranks = [_mean_ranks(np.asarray(values)) for values in (first, second)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _mean_ranks(values: np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: np.ndarray = (last - (counts - 1) / 2)[place]
    return ranks
