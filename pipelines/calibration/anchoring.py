"""A new calibration brought to the scale of the previous one."""

from dataclasses import dataclass, replace

import numpy as np

from pipelines.calibration.calibration import Calibration
from pipelines.calibration.maximisation import Model

STABLE_FROM = 500
FEWEST_ANCHORS = 5


class TooFewAnchors(Exception):
    """Fewer stable questions than needed are in both calibrations."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Link:
    """previous difficulty = scale · new difficulty + shift, from so many `anchors`."""

    scale: float
    shift: float
    anchors: int


def link(new: Calibration, previous: Calibration) -> Link:
    """Mean–sigma (Marco, 1977) over questions with 500 first answers or more and a positive slope in both.

    Both have the same questions in the same order, NaN where one is unknown. The unit of the Rasch model is
    fixed by its slope 1, so there only the shift is estimated. Raises TooFewAnchors below five.
    """
    stable = (new.asked >= STABLE_FROM) & (previous.asked >= STABLE_FROM)
    stable &= (new.slopes > 0) & (previous.slopes > 0)
    anchors = int(stable.sum())
    if anchors < FEWEST_ANCHORS:
        raise TooFewAnchors(anchors)
    here, there = new.difficulties[stable], previous.difficulties[stable]
    scale = 1.0 if new.model is Model.RASCH else float(np.std(there) / np.std(here))
    return Link(scale, float(np.mean(there) - scale * np.mean(here)), anchors)


def anchored(new: Calibration, found: Link) -> Calibration:
    """The same probabilities on the previous scale; the students' mean and spread move with the questions."""
    return replace(
        new,
        slopes=new.slopes / found.scale,
        slope_errors=new.slope_errors / found.scale,
        difficulties=found.scale * new.difficulties + found.shift,
        difficulty_errors=found.scale * new.difficulty_errors,
        ability_mean=found.scale * new.ability_mean + found.shift,
        ability_spread=found.scale * new.ability_spread,
    )
