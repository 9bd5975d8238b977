"""Live questions as bitmaps in memory: a draw costs microseconds and does not grow with the bank."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from random import Random
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.errors import BankNotLoaded
from serving.core.filters.filters import Filters
from serving.core.questions import QuestionId

MOST_REMEMBERED = 4096
"""Combinations of filters kept ready."""

LIVE = text("""
select questions.id, questions.subject, questions.theme, questions.kind,
       coalesce(cast(versions.content ->> 'subway' as boolean), false) as subway, stats.level,
       array(
           select source from question_sources where question_sources.question_id = questions.id
       ) as sources
from questions
join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
left join question_stats as stats
    on stats.question_id = questions.id and stats.version = versions.statistical_version
where questions.status = 'live'
""")

Key = tuple[str, str, object]
"""Subject, name of a filter, its value; ("…", "all", None) holds the whole subject."""


@dataclass(frozen=True, slots=True)
class Bitmaps:
    by_value: dict[Key, BitMap]
    fitting: dict[tuple[str, Filters], BitMap] = field(default_factory=dict)
    """Filled as filters are asked for; dropped with the bitmaps at the next load."""

    def fit(self, subject: str, filters: Filters) -> BitMap:
        questions = self.fitting.get((subject, filters))
        if questions is None:
            if len(self.fitting) >= MOST_REMEMBERED:
                self.fitting.clear()
            questions = self.fitting[subject, filters] = self._combine(subject, filters)
        return questions

    def _combine(self, subject: str, filters: Filters) -> BitMap:
        if (subject, "all", None) not in self.by_value:
            return BitMap()
        questions = self.by_value[subject, "all", None].copy()
        for name in filters.set_names:
            chosen = getattr(filters, name)
            values = chosen if isinstance(chosen, tuple) else (chosen,)
            questions &= BitMap.union(
                *(self.by_value.get((subject, name, value), BitMap()) for value in values), BitMap()
            )
        return questions


async def load_bitmaps(engine: AsyncEngine) -> Bitmaps:
    async with engine.connect() as connection:
        rows = (await connection.execute(LIVE)).all()
    return await asyncio.to_thread(_index, rows)


def _index(rows: Iterable[Row[tuple[Any, ...]]]) -> Bitmaps:
    ids: dict[Key, list[int]] = defaultdict(list)
    for row in rows:
        values: list[tuple[str, object]] = [
            ("all", None),
            ("themes", row.theme),
            ("kinds", row.kind),
            ("subway", row.subway),
            ("difficulty", row.level),
            *(("sources", source) for source in row.sources),
        ]
        for name, value in values:
            ids[row.subject, name, value].append(row.id)
    return Bitmaps({key: BitMap(found) for key, found in ids.items()})


class BitmapPool:
    """Swapped as a whole, so a draw sees one bank from its first line to its last."""

    def __init__(self) -> None:
        self._bitmaps: Bitmaps | None = None

    @property
    def loaded(self) -> bool:
        return self._bitmaps is not None

    def swap(self, bitmaps: Bitmaps) -> None:
        self._bitmaps = bitmaps

    def _fit(self, subject: str, filters: Filters) -> BitMap:
        if self._bitmaps is None:
            raise BankNotLoaded
        return self._bitmaps.fit(subject, filters)

    def size(self, subject: str, filters: Filters) -> int:
        return len(self._fit(subject, filters))

    def ids(self, subject: str, filters: Filters) -> AbstractSet[QuestionId]:
        return {QuestionId(question) for question in self._fit(subject, filters)}

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
