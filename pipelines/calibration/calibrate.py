"""Difficulty and slope of questions by marginal maximum likelihood."""

from dataclasses import dataclass, field

import numpy as np

from pipelines.calibration.answers import Answers, Floats
from pipelines.calibration.calibration import Calibration
from pipelines.calibration.expectation import Expected, expect
from pipelines.calibration.fit import fit_of
from pipelines.calibration.maximisation import Model
from pipelines.calibration.nodes import Nodes, enough_nodes
from pipelines.calibration.optimum import Optimum, Progress, Task, optimum
from pipelines.calibration.parts import DOUBLE_PRECISION, parts_of
from pipelines.calibration.priors import Priors
from pipelines.calibration.standard_errors import covariances
from pipelines.calibration.start import cold_start, continued


@dataclass(frozen=True, slots=True)
class Options:
    """`priors` None: plain maximum likelihood. `tolerance`: of the largest change of a parameter in a cycle;
    None: as fine as the precision of the numbers allows. `nodes` None: as many as are needed.
    """

    model: Model = Model.TWO_PARAMETER
    priors: Priors | None = field(default_factory=Priors)
    tolerance: float | None = None
    most_cycles: int = 500
    nodes: Nodes | None = None


def calibrate(
    answers: Answers,
    options: Options | None = None,
    previous: Calibration | None = None,
    progress: Progress | None = None,
) -> Calibration:
    """P(right | θ) = logistic(a(θ − b)); 2PL: θ ~ N(0, 1); Rasch: a = 1, θ ~ N(0, variance).

    `previous` is of the same model and has the same questions in the same order, NaN where one is new: the
    search begins there. `progress` is told the number of the cycle and the largest change in it. The same
    answers give the same numbers, whatever the number of cores; their order changes the last digits only.
    """
    options = options or Options()
    parts = parts_of(answers)
    task = Task(parts, options.nodes or enough_nodes(answers), options.model, options.priors)
    start = cold_start(parts, signed=options.model is Model.TWO_PARAMETER)
    if previous:
        start = continued(previous, start)
    found = optimum(task, start, _tolerance(answers, options), options.most_cycles, progress or _nobody)
    return _described(task, found, answers.asked())


def _nobody(_cycle: int, _change: float) -> None:
    """Listens to the progress when nobody else does."""


def _tolerance(answers: Answers, options: Options) -> float:
    return options.tolerance or (1e-6 if len(answers) <= DOUBLE_PRECISION else 1e-4)


def _described(task: Task, found: Optimum, asked: Floats) -> Calibration:
    expected = expect(task.parts, found.parameters, task.nodes)
    spreads = covariances(task, found.parameters, expected)
    rasch = task.model is Model.RASCH
    return (_rasch if rasch else _two_parameter)(task, found, asked, expected, spreads)


def _rasch(task: Task, found: Optimum, asked: Floats, expected: Expected, spreads: Floats) -> Calibration:
    fit = fit_of(found.parameters, expected, task.nodes)
    slopes, intercepts = found.parameters
    return Calibration(
        model=task.model,
        slopes=np.ones_like(slopes),
        difficulties=-intercepts,
        slope_errors=np.full_like(slopes, np.nan),
        difficulty_errors=_roots(spreads[:, 1, 1]),
        asked=asked,
        infit=fit.infit,
        outfit=fit.outfit,
        ability_mean=0.0,
        ability_spread=float(slopes[0]),
        loglik=expected.loglik,
        cycles=found.cycles,
        converged=found.converged,
    )


def _two_parameter(
    task: Task, found: Optimum, asked: Floats, expected: Expected, spreads: Floats
) -> Calibration:
    slopes, intercepts = found.parameters
    difficulties = -intercepts / slopes
    along = np.stack([-difficulties / slopes, -1 / slopes], axis=1)
    unknown = np.full_like(slopes, np.nan)
    return Calibration(
        model=task.model,
        slopes=slopes,
        difficulties=difficulties,
        slope_errors=_roots(spreads[:, 0, 0]),
        difficulty_errors=_roots(np.einsum("qi,qij,qj->q", along, spreads, along)),
        asked=asked,
        infit=unknown,
        outfit=unknown,
        ability_mean=0.0,
        ability_spread=1.0,
        loglik=expected.loglik,
        cycles=found.cycles,
        converged=found.converged,
    )


def _roots(variances: Floats) -> Floats:
    """NaN where the likelihood has no maximum to be curved around."""
    return np.sqrt(np.where(variances > 0, variances, np.nan))
