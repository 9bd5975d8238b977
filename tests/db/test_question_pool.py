"""The pool in memory holds what the filters mean."""

from itertools import product
from random import Random

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.filters.filters import Filters
from serving.db.bitmaps import load_bitmaps
from serving.db.question_pool import BitmapPool
from tests.support.banks import EVERY_KIND, ONE, RIGHT, Bank
from tests.support.classrooms import Classroom
from tests.support.random_banks import THEMES, fits, random_bank, random_filters

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("seed", "part"), [(0, 20_000), (1, 7), (2, 8)])  # 80 live rows: 7 leaves a rest
async def test_the_pool_agrees_with_reading_the_bank_row_by_row(
    bank: Bank, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch, seed: int, part: int
) -> None:
    monkeypatch.setattr("serving.db.bitmaps.PART", part)
    chance = Random(seed)
    rows = random_bank(bank, chance)
    for status in ("retired", "held", "quarantined"):
        bank.add(status=status)
    bank.add(subject="history")
    pool = BitmapPool()
    pool.swap(await load_bitmaps(engine))
    assert pool.size("geography", Filters()) == 80
    for _ in range(300):
        chosen = random_filters(chance)
        expected = {row[0] for row in rows if fits(row, chosen)}
        assert pool.ids("geography", chosen) == expected
        assert pool.size("geography", chosen) == len(expected)
        excluded = {question for question in expected if chance.random() < 0.5}
        sample = pool.sample("geography", chosen, 8, chance, excluded)
        assert len(set(sample)) == len(sample) == min(8, len(expected - excluded))
        assert set(sample) <= expected - excluded


async def test_what_a_department_left_out_of_the_subway_is_not_for_the_subway(
    bank: Bank, engine: AsyncEngine
) -> None:
    question = bank.add(ONE)
    bank.connection.execute("update question_versions set content = content - 'subway'")
    bitmaps = await load_bitmaps(engine)
    assert list(bitmaps.fit("geography", Filters(subway=False))) == [question]
    assert not bitmaps.fit("geography", Filters(subway=True))


async def test_a_level_is_that_of_the_current_statistical_version(bank: Bank, room: Classroom) -> None:
    question = bank.add(ONE, level=2)
    bank.change(question, ONE, version=2, statistical_version=1)  # only the spelling changed
    await room.load()
    assert room.pool.ids("geography", Filters(difficulty=(2,))) == {question}
    bank.change(question, ONE, version=3, statistical_version=3)
    await room.load()
    assert not room.pool.ids("geography", Filters(difficulty=(1, 2, 3, 4, 5)))


async def test_a_session_serves_what_its_filters_chose(bank: Bank, room: Classroom) -> None:
    for theme, question in product(THEMES, EVERY_KIND):
        bank.add(question, theme=theme)
    anna = await (await room.load()).enrol()
    await room.choose(anna, Filters.model_validate({"themes": ["моря"], "kinds": ["one", "open"]}))
    session = await room.start(anna)
    served = []
    for _ in range(2):
        serve = await room.next(anna, session)
        await room.answer(anna, serve.id, RIGHT[serve.question.kind])
        served.append((serve.theme, str(serve.question.kind)))
    assert sorted(served) == [("моря", "one"), ("моря", "open")]
