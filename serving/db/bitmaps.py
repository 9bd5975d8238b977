"""The live questions of one moment: a bitmap for each value of each filter."""

import asyncio
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.filters.counts import Counts
from serving.core.filters.filters import Filters
from serving.core.filters.ports import Calibrated
from serving.core.questions import NO_SOURCE, Kind
from serving.core.training.ability import SUCCESS, ability_for, guessing, known_difficulty

MOST_REMEMBERED = 4096
"""Combinations of filters kept ready."""

PART = 20_000
"""Rows of one step of loading."""

NOTHING = Calibrated((), ())

MOST_CALIBRATED = 64
"""The same, of lists a hundred times as large as a bitmap."""

LIVE = text("""
select questions.id, questions.subject, questions.theme, questions.kind,
       coalesce(cast(versions.content ->> 'subway' as boolean), false) as subway, stats.level,
       stats.difficulty, jsonb_array_length(versions.content -> 'options') as options,
       array(
           select source from question_sources where question_sources.question_id = questions.id
       ) as sources
from questions
join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
left join question_stats as stats
    on stats.question_id = questions.id and stats.version = versions.statistical_version
where questions.status = 'live' and questions.id > :after
    and not exists (select from contest_questions where held and question_id = questions.id)
order by questions.id
limit :part
""")

Key = tuple[str, str, object]
"""Subject, name of a filter, its value; ("…", "all", None) holds the whole subject."""


@dataclass(frozen=True, slots=True)
class Bitmaps:
    by_value: dict[Key, BitMap]
    calibrated: dict[str, Calibrated]
    """By subject."""
    fitting: dict[tuple[str, Filters], BitMap] = field(default_factory=dict)
    """Filled as filters are asked for; dropped with the bitmaps at the next load."""
    calibrations: dict[tuple[str, Filters], Calibrated] = field(default_factory=dict)
    """The same."""

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

    def calibrate(self, subject: str, filters: Filters) -> Calibrated:
        calibrated = self.calibrations.get((subject, filters))
        if calibrated is None:
            fit = self.fit(subject, filters)
            whole = self.calibrated.get(subject, NOTHING)
            ranks = [rank for rank, each in enumerate(whole.ids) if each in fit]
            if len(self.calibrations) >= MOST_CALIBRATED:
                self.calibrations.clear()
            calibrated = Calibrated(
                array("q", (whole.ids[rank] for rank in ranks)),
                array("d", (whole.targets[rank] for rank in ranks)),
            )
            self.calibrations[subject, filters] = calibrated
        return calibrated

    def count(self, subject: str, filters: Filters, excluded: BitMap) -> Counts:
        def by_value(name: str) -> dict[Any, int]:
            others = self.fit(subject, filters.without(name)) - excluded
            return {
                value: others.intersection_cardinality(questions)
                for (where, what, value), questions in self.by_value.items()
                if where == subject and what == name
            }

        kinds, subway, levels = by_value("kinds"), by_value("subway"), by_value("difficulty")
        return Counts(
            total=len(self.fit(subject, filters) - excluded),
            themes=by_value("themes"),
            sources=by_value("sources"),
            kinds={kind: kinds.get(kind, 0) for kind in Kind},
            subway={value: subway.get(value, 0) for value in (True, False)},
            difficulty={level: levels.get(level, 0) for level in range(1, 6)},
        )


async def load_bitmaps(engine: AsyncEngine) -> Bitmaps:
    """In parts, so that a million questions take no more memory than their bitmaps."""
    index = Index()
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")
        after = 0
        while part := (await connection.execute(LIVE, {"after": after, "part": PART})).all():
            await asyncio.to_thread(index.add, part)
            after = part[-1].id
    return await asyncio.to_thread(index.bitmaps)


class Index:
    def __init__(self) -> None:
        self.by_value: dict[Key, BitMap] = defaultdict(BitMap)
        self.ids: dict[str, array[int]] = defaultdict(lambda: array("q"))
        self.targets: dict[str, array[float]] = defaultdict(lambda: array("d"))

    def add(self, rows: Iterable[Row[tuple[Any, ...]]]) -> None:
        found: dict[Key, list[int]] = defaultdict(list)
        for row in rows:
            values: list[tuple[str, object]] = [
                ("all", None),
                ("themes", row.theme),
                ("kinds", row.kind),
                ("subway", row.subway),
                ("difficulty", row.level),
                *(("sources", source) for source in row.sources or [NO_SOURCE]),
            ]
            for name, value in values:
                found[row.subject, name, value].append(row.id)
            difficulty = known_difficulty(row.difficulty, row.level)
            if difficulty is not None:
                guess = guessing(row.kind, row.options or 0)
                self.ids[row.subject].append(row.id)
                self.targets[row.subject].append(ability_for(SUCCESS, difficulty, guess))
        for key, questions in found.items():
            self.by_value[key].update(questions)

    def bitmaps(self) -> Bitmaps:
        return Bitmaps(
            dict(self.by_value),
            {subject: ascending(self.ids[subject], self.targets[subject]) for subject in self.ids},
        )


def ascending(ids: "array[int]", targets: "array[float]") -> Calibrated:
    order = sorted(range(len(ids)), key=targets.__getitem__)
    return Calibrated(
        array("q", (ids[rank] for rank in order)), array("d", (targets[rank] for rank in order))
    )
