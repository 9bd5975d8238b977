"""Where the ability of students is integrated."""

from dataclasses import dataclass

import numpy as np

from pipelines.calibration.answers import Answers, Floats

REACH = 5.0
FEW, MANY = 32, 61
MANY_ANSWERS = 1_000_000
LONG_PRACTICE = 150


@dataclass(frozen=True, slots=True)
class Nodes:
    """`places` are abilities, `log_weights` the logarithms of the masses of N(0, 1) there, which sum to 1."""

    places: Floats
    log_weights: Floats

    def powers(self, highest: int) -> Floats:
        """(nodes, highest + 1): the places to the power 0, 1, … highest."""
        return np.vander(self.places, highest + 1, increasing=True)


def evenly_spaced(count: int) -> Nodes:
    """Even steps within ±5: the error falls as exp(−2π²·variance/step²) in the spread of a posterior."""
    places = np.linspace(-REACH, REACH, count)
    masses = np.exp(-(places**2) / 2)
    return Nodes(places, np.log(masses / masses.sum()))


def enough_nodes(answers: Answers) -> Nodes:
    """Few where there is much to add up and no student has answered so much that few would be too coarse."""
    most = int(np.bincount(answers.students).max())
    return evenly_spaced(FEW if len(answers) > MANY_ANSWERS and most <= LONG_PRACTICE else MANY)
