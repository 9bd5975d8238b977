"""Live questions as bitmaps in memory: a draw costs microseconds and does not grow with the bank."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from random import Random

from pyroaring import BitMap

from serving.core.errors import BankNotLoaded
from serving.core.filters.counts import Counts
from serving.core.filters.filters import Filters
from serving.core.filters.ports import Calibrated
from serving.core.questions import QuestionId
from serving.db.bitmaps import Bitmaps


class BitmapPool:
    """Swapped as a whole, so a draw sees one bank from its first line to its last."""

    def __init__(self) -> None:
        self._bitmaps: Bitmaps | None = None

    @property
    def loaded(self) -> bool:
        return self._bitmaps is not None

    def swap(self, bitmaps: Bitmaps) -> None:
        self._bitmaps = bitmaps

    def _current(self) -> Bitmaps:
        if self._bitmaps is None:
            raise BankNotLoaded
        return self._bitmaps

    def _fit(self, subject: str, filters: Filters) -> BitMap:
        return self._current().fit(subject, filters)

    def size(self, subject: str, filters: Filters) -> int:
        return len(self._fit(subject, filters))

    def ids(self, subject: str, filters: Filters) -> AbstractSet[QuestionId]:
        return {QuestionId(question) for question in self._fit(subject, filters)}

    def counts(
        self, subject: str, filters: Filters, excluding: AbstractSet[QuestionId] = frozenset()
    ) -> Counts:
        return self._current().count(subject, filters, BitMap(excluding))

    def fitting(self, subject: str, filters: Filters, questions: Sequence[QuestionId]) -> list[QuestionId]:
        fit = self._fit(subject, filters)
        return [question for question in questions if question in fit]

    def calibrated(self, subject: str, filters: Filters) -> Calibrated:
        return self._current().calibrate(subject, filters)

    def sample(
        self,
        subject: str,
        filters: Filters,
        count: int,
        random: Random,
        excluding: AbstractSet[QuestionId] = frozenset(),
    ) -> list[QuestionId]:
        questions = self._fit(subject, filters)
        if excluding:
            questions = questions - BitMap(excluding)
        ranks = random.sample(range(len(questions)), min(count, len(questions)))
        return [QuestionId(questions[rank]) for rank in ranks]
