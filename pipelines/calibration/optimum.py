"""Bock and Aitkin's EM (Psychometrika 46, 1981), accelerated, until the parameters stand still."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipelines.calibration.acceleration import extrapolated
from pipelines.calibration.answers import Floats
from pipelines.calibration.expectation import expect
from pipelines.calibration.maximisation import Model, maximised, standardised, within_bounds
from pipelines.calibration.nodes import Nodes
from pipelines.calibration.parts import Part
from pipelines.calibration.priors import Priors

Progress = Callable[[int, float], None]
"""Is told the number of the cycle and the largest change of a parameter in it."""

TOLERATED_FALL = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    parts: list[Part]
    nodes: Nodes
    model: Model
    priors: Priors | None

    def cycle(self, parameters: Floats) -> tuple[Floats, float]:
        """Parameters after one cycle of EM, and how good those before it were (penalised log-likelihood)."""
        expected = expect(self.parts, parameters, self.nodes)
        improved = maximised(parameters, expected, self.nodes, self.model, self.priors)
        return standardised(improved, expected.masses, self.nodes), expected.loglik + self._penalty(
            parameters
        )

    def _penalty(self, parameters: Floats) -> float:
        if not self.priors:
            return 0.0
        slopes = parameters[0, :1] if self.model is Model.RASCH else parameters[0]
        return self.priors.log_density(slopes, parameters[1])


@dataclass(frozen=True, slots=True)
class Optimum:
    """`parameters` (2, questions) where ability is N(0, 1); `cycles` of EM were needed."""

    parameters: Floats
    cycles: int
    converged: bool


def optimum(task: Task, start: Floats, tolerance: float, most_cycles: int, progress: Progress) -> Optimum:
    """Until no parameter changes by more than `tolerance` in a cycle; deterministic."""
    cycles, parameters, safe, best = 0, start, start, -np.inf
    while cycles < most_cycles:
        first, quality = task.cycle(parameters)
        if quality < best - TOLERATED_FALL:  # the extrapolation went too far
            first, quality = task.cycle(safe)
            cycles += 1
        second, improved = task.cycle(first)
        cycles += 2
        best = max(quality, improved)
        change = float(np.abs(second - first).max())
        progress(cycles, change)
        if change < tolerance:
            return Optimum(second, cycles, converged=True)
        safe, parameters = second, within_bounds(extrapolated(parameters, first, second))
    return Optimum(safe, cycles, converged=False)
