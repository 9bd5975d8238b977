"""The E-step: how many students of each ability have answered each question right and wrong, as expected."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_expit

from pipelines.calibration.answers import Floats
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.parts import Part, added_up

Masses = NDArray[np.floating]


@dataclass(slots=True)
class Expected:
    """`counts` (2 · questions, nodes): right answers above, wrong ones below; `masses` (nodes,): students."""

    loglik: float
    counts: Floats
    masses: Floats

    def add(self, other: Self) -> Self:
        """Changes itself: a lane of work holds one table of counts."""
        self.loglik += other.loglik
        self.counts += other.counts
        self.masses += other.masses
        return self

    @property
    def right(self) -> Floats:
        return self.counts[: len(self.counts) // 2]

    @property
    def asked(self) -> Floats:
        return self.right + self.counts[len(self.counts) // 2 :]


def logits(parameters: Floats, nodes: Nodes) -> Floats:
    """(questions, nodes) of `parameters` (2, questions): slopes, then intercepts."""
    slopes, intercepts = parameters
    table: Floats = slopes[:, None] * nodes.places + intercepts[:, None]
    return table


def log_chances(parameters: Floats, nodes: Nodes) -> Floats:
    """(2 · questions, nodes): of the right answer above, of the wrong one below."""
    table = logits(parameters, nodes)
    return np.vstack([log_expit(table), log_expit(-table)])


def posterior_of(part: Part, parameters: Floats, nodes: Nodes) -> Masses:
    """Of ability: (students of the part, nodes), each row sums to 1."""
    return _integrated(part, log_chances(parameters, nodes).astype(part.matrix.dtype), nodes)[1]


def _integrated(part: Part, table: Masses, nodes: Nodes) -> tuple[float, Masses]:
    """The log-likelihood and the posterior; `table` is what `log_chances` gives, in the part's precision."""
    masses = part.matrix @ table
    masses += nodes.log_weights.astype(masses.dtype)
    tops = masses.max(axis=1, keepdims=True)
    masses -= tops
    np.exp(masses, out=masses)
    totals = masses.sum(axis=1, keepdims=True)
    masses /= totals
    return float(np.sum(np.log(totals) + tops, dtype=np.float64)), masses


def expect(parts: list[Part], parameters: Floats, nodes: Nodes) -> Expected:
    table = log_chances(parameters, nodes).astype(parts[0].matrix.dtype)

    def of_part(part: Part) -> Expected:
        loglik, masses = _integrated(part, table, nodes)
        counts = (part.matrix.T @ masses).astype(np.float64)
        return Expected(loglik, counts, masses.sum(axis=0, dtype=np.float64))

    return added_up(parts, of_part, Expected.add)
