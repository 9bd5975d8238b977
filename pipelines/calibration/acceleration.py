"""Longer steps along the path of EM."""

import numpy as np

from pipelines.calibration.answers import Floats

LONGEST = 16.0


def extrapolated(start: Floats, first: Floats, second: Floats) -> Floats:
    """Two cycles of EM taken for a geometric path and followed further.

    Scheme S3 of Varadhan and Roland, Simple and globally convergent methods for accelerating the convergence
    of any EM algorithm, Scandinavian Journal of Statistics 35 (2008). Slopes keep the sign of `second`.
    """
    step = first - start
    bend = second - first - step
    curved = float(np.sqrt(np.sum(bend**2)))
    length = float(np.sqrt(np.sum(step**2))) / curved if curved > 0 else 1.0
    length = min(max(length, 1.0), LONGEST)
    reached = start + 2 * length * step + length**2 * bend
    turned = reached[0] * second[0] <= 0
    return np.where(turned, second, reached)
