"""Weak priors, which keep the parameters of a question finite."""

from dataclasses import dataclass

import numpy as np

from pipelines.calibration.answers import Floats


@dataclass(frozen=True, slots=True)
class Priors:
    """|slope| ~ lognormal(0, slope_spread), intercept ~ N(0, intercept_spread), on the scale θ ~ N(0, 1).

    The size of a slope has a prior and its sign has none, so that a wrong key can show itself.
    """

    slope_spread: float = 0.5
    intercept_spread: float = 3.0

    def slope_gradient(self, slopes: Floats) -> Floats:
        return -(1 + np.log(np.abs(slopes)) / self.slope_spread**2) / slopes

    def slope_precision(self, slopes: Floats) -> Floats:
        """Minus the second derivative, cut at 0 where the density is not log-concave."""
        precision = 1 / self.slope_spread**2
        curvature = (precision - 1 - precision * np.log(np.abs(slopes))) / slopes**2
        return np.maximum(curvature, 0)

    def intercept_gradient(self, intercepts: Floats) -> Floats:
        return -intercepts / self.intercept_spread**2

    @property
    def intercept_precision(self) -> float:
        return 1 / self.intercept_spread**2

    def log_density(self, slopes: Floats, intercepts: Floats) -> float:
        """Up to a constant."""
        sizes = np.log(np.abs(slopes))
        of_slopes = -np.sum(sizes + sizes**2 / (2 * self.slope_spread**2))
        return float(of_slopes - np.sum(intercepts**2) / (2 * self.intercept_spread**2))
