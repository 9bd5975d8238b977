"""First answers by the ids of a bank, and the items behind them."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pipelines.calibration.answers import Answers, Indices, Marks
from pipelines.calibration.calibration import Calibration

Ids = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Items:
    """`questions` and `versions` (items,): statistical versions, ascending."""

    questions: Ids
    versions: Ids

    def names(self) -> list[str]:
        return [
            f"{question} of version {version}"
            for question, version in zip(self.questions, self.versions, strict=True)
        ]

    def places_in(self, others: Self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the items of both are: here, and in `others`."""
        stride = max(_stride(self.versions), _stride(others.versions))
        here, there = (each.questions * stride + each.versions for each in (self, others))
        _, places, other_places = np.intersect1d(here, there, assume_unique=True, return_indices=True)
        return places, other_places


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """One entry an answer: `students`, `questions` and `versions` are ids, at least one of each."""

    students: Ids
    questions: Ids
    versions: Ids
    right: Marks

    def numbered(self) -> tuple[Items, Answers]:
        stride = _stride(self.versions)
        found, places = np.unique(self.questions * stride + self.versions, return_inverse=True)
        students, rows = np.unique(self.students, return_inverse=True)
        answers = Answers(_indices(rows), _indices(places), self.right, len(students), len(found))
        return Items(found // stride, found % stride), answers


@dataclass(frozen=True, slots=True)
class CalibratedItems:
    items: Items
    calibration: Calibration

    def arranged_as(self, items: Items) -> Calibration:
        """The same for other items: NaN, asked 0 times, where one was not calibrated."""
        here, there = items.places_in(self.items)
        found = self.calibration

        def arranged(values: NDArray[np.float64], unknown: float) -> NDArray[np.float64]:
            column = np.full(len(items.questions), unknown)
            column[here] = values[there]
            return column

        return replace(
            found,
            slopes=arranged(found.slopes, np.nan),
            difficulties=arranged(found.difficulties, np.nan),
            slope_errors=arranged(found.slope_errors, np.nan),
            difficulty_errors=arranged(found.difficulty_errors, np.nan),
            asked=arranged(found.asked, 0.0),
            infit=arranged(found.infit, np.nan),
            outfit=arranged(found.outfit, np.nan),
        )


def _stride(versions: Ids) -> np.uint64:
    return np.uint64(versions.max()) + np.uint64(1)


def _indices(places: NDArray[np.intp]) -> Indices:
    return places.astype(np.int32)
