"""The whole circle, as `make demo` walks it."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.measuring import APO, GIB, measure


def figures() -> Iterator[Figure]:
    measured = measure([APO, "demo"])
    yield Figure("make demo, packages installed", measured.seconds, 90, "s")
    yield Figure("make demo, peak memory of all processes", measured.peak / GIB, 3, "GiB")
