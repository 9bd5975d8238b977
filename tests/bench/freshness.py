"""How long an answer takes to change what training reads, in a whole `apo up` under three busy students."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipelines.stores.clickhouse import warehouse
from tests.bench.figures import Figure
from tests.faults.learners import learning
from tests.faults.whole_system import whole_system

SECONDS = 60
KNOWN = """
select quantileExactWeighted(0.5)(seconds_median, answers), quantileExactWeighted(0.95)(seconds_p95, answers)
from marts.freshness
"""


def _wait_for_the_first_refresh(home: Path) -> None:
    until = time.monotonic() + 120
    while "refresh: " not in (home / "up.log").read_text():
        assert time.monotonic() < until, "the refresher has not begun"
        time.sleep(0.5)


def figures() -> Iterator[Figure]:
    """Of publications weighted by their answers; the last refresh ends before they are read."""
    with tempfile.TemporaryDirectory(prefix="apo-freshness-", ignore_cleanup_errors=True) as directory:
        home = Path(directory) / "home"
        home.mkdir(mode=0o755)
        home.parent.chmod(0o755)
        with whole_system(home) as system:
            _wait_for_the_first_refresh(home)
            with learning(system.api, ("anna", "boris", "vera")):
                time.sleep(SECONDS)
            time.sleep(10)
            with warehouse(system.endpoints.clickhouse_url) as store:
                median, p95 = (float(str(value)) for value in store.rows(KNOWN)[0])
    yield Figure("an answer → published, resident refresher: median", median, 2.5, "s")
    yield Figure("an answer → published, resident refresher: 95 %", p95, 10, "s")
