"""How the questions of a contest worked, as Moodle says it of a quiz."""

from dataclasses import dataclass
from typing import Protocol

from serving.core.contests.contests import ContestId
from serving.core.contests.show_marks import Marks, ShowMarks
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """`facility` is a fraction and `sd` in marks, the others in per cent; None where not defined."""

    slot: int | str
    facility: float
    sd: float | None
    effective_weight: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None


@dataclass(frozen=True, slots=True)
class TotalStatistics:
    """`mean`, `sd` and `standard_error` of a total in marks, consistency and error ratio in per cent.

    None where not defined: below 2 attempts, 3 for skewness, 4 for kurtosis; one question; no variance.
    """

    n: int
    mean: float
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    internal_consistency: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Of first attempts; the slots are the numbers of the questions. Nothing when nobody took part."""

    items: tuple[ItemStatistics, ...]
    totals: TotalStatistics | None


class Analyst(Protocol):
    async def analyse(self, marks: Marks) -> Analysis: ...


@dataclass(frozen=True, slots=True)
class AnalyseContest:
    show: ShowMarks
    analyst: Analyst

    async def __call__(self, doer: Doer, contest_id: ContestId) -> Analysis:
        """Raises RoleMissing, ContestNotFound and, before the end, ContestInState."""
        return await self.analyst.analyse(await self.show(doer, contest_id))
