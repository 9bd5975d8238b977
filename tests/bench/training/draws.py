"""The draw itself, in memory: how long it takes, and is it uniform?"""

import asyncio
from collections import Counter
from random import SystemRandom
from statistics import median
from time import perf_counter

from scipy.stats import chisquare

from serving.core.filters.filters import Filters
from serving.core.questions import Kind
from serving.core.training.uniform_draw import PROBES
from serving.db.bitmaps import load_bitmaps
from serving.db.question_pool import BitmapPool
from serving.db.unit_of_work import create_engine

CHOSEN = Filters(
    themes=("тема 1", "тема 2", "тема 3", "тема 5", "тема 7"), kinds=(Kind.ONE,), difficulty=(1, 2, 3)
)
NARROW = Filters(themes=("тема 1",), sources=("источник 1",), difficulty=(2,))
TIMES, DRAWS = 20_000, 200_000


def loaded(postgres_url: str) -> BitmapPool:
    async def load() -> BitmapPool:
        engine, pool = create_engine(postgres_url), BitmapPool()
        pool.swap(await load_bitmaps(engine))
        await engine.dispose()
        return pool

    return asyncio.run(load())


def milliseconds_of_a_draw(pool: BitmapPool) -> float:
    """The median."""
    random, took = SystemRandom(), []
    for _ in range(TIMES):
        begun = perf_counter()
        pool.sample("geography", CHOSEN, PROBES, random)
        took.append((perf_counter() - begun) * 1000)
    return median(took)


def chance_of_uniformity(pool: BitmapPool) -> float:
    """p of the chi-square test of the first of the questions that are drawn."""
    random = SystemRandom()
    drawn = Counter(pool.sample("geography", NARROW, PROBES, random)[0] for _ in range(DRAWS))
    size = pool.size("geography", NARROW)
    return float(chisquare([*drawn.values(), *[0] * (size - len(drawn))]).pvalue)
