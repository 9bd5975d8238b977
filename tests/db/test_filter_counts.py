"""The count beside a value is the number of questions that choosing it alone would leave."""

from random import Random
from time import perf_counter

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.filters.filters import Filters
from serving.core.questions import NO_SOURCE, Kind, QuestionId
from serving.db.bitmaps import load_bitmaps
from serving.db.question_pool import BitmapPool
from tests.support.banks import Bank
from tests.support.classrooms import Classroom
from tests.support.random_banks import SOURCES, THEMES, Row, fits, random_bank, random_filters

pytestmark = pytest.mark.anyio

VALUES: dict[str, tuple[object, ...]] = {
    "themes": THEMES,
    "sources": SOURCES,
    "kinds": tuple(Kind),
    "subway": (True, False),
    "difficulty": (1, 2, 3, 4, 5),
}


def counted(rows: list[Row], chosen: Filters, name: str, value: object) -> int:
    only = chosen.model_copy(update={name: value if isinstance(value, bool) else (value,)})
    return sum(fits(row, only) for row in rows)


@pytest.mark.parametrize("seed", range(2))
async def test_counts_agree_with_reading_the_bank_row_by_row(
    bank: Bank, engine: AsyncEngine, seed: int
) -> None:
    chance = Random(seed)
    rows = random_bank(bank, chance)
    bank.add(subject="history")
    pool = BitmapPool()
    pool.swap(await load_bitmaps(engine))
    for _ in range(150):
        chosen = random_filters(chance)
        excluded: set[QuestionId] = {row[0] for row in rows if chance.random() < 0.3}
        left = [row for row in rows if row[0] not in excluded]
        counts = pool.counts("geography", chosen, excluded)
        assert counts.total == sum(fits(row, chosen) for row in left)
        for name, values in VALUES.items():
            expected = {value: counted(left, chosen, name, value) for value in values}
            assert getattr(counts, name) == expected, (name, chosen)


async def test_a_question_without_a_source_counts_under_its_own_value(
    bank: Bank, engine: AsyncEngine
) -> None:
    bank.add(sources=())
    bank.add(sources=(NO_SOURCE,))
    pool = BitmapPool()
    pool.swap(await load_bitmaps(engine))
    assert pool.counts("geography", Filters()).sources == {NO_SOURCE: 2}
    assert pool.size("geography", Filters(sources=(NO_SOURCE,))) == 2


async def test_a_subject_without_questions_counts_nothing(bank: Bank, room: Classroom) -> None:
    counts = (await room.load()).pool.counts("geography", Filters())
    assert (counts.total, counts.themes, counts.kinds) == (0, {}, dict.fromkeys(Kind, 0))


FILL = """
insert into themes select 'geography', 'тема ' || n from generate_series(0, 59) as n;
insert into sources select 'geography', 'источник ' || n from generate_series(0, 39) as n;
with added as (
    insert into questions (identity, subject, kind, theme, current_version)
    select n, 'geography', 'one', 'тема ' || n % 60, 1 from generate_series(1, 50000) as n returning id
), filed as (
    insert into question_sources select id, 'geography', 'источник ' || id % 40 from added
)
insert into question_versions select id, 1, 1, '{"kind": "one"}', 1 from added
"""


async def test_counts_of_fifty_thousand_questions_take_milliseconds(bank: Bank, engine: AsyncEngine) -> None:
    bank.connection.execute(FILL.encode())
    pool = BitmapPool()
    pool.swap(await load_bitmaps(engine))
    chosen = Filters(themes=("тема 1", "тема 2"), sources=("источник 1",), kinds=(Kind.ONE,))
    seconds = []
    for _ in range(5):
        begun = perf_counter()
        counts = pool.counts("geography", chosen, frozenset(map(QuestionId, range(1, 5000))))
        seconds.append(perf_counter() - begun)
    assert len(counts.themes) == 60
    assert min(seconds) < 0.02
