"""`python -m pipelines.refresher`: keeps the marts and what is published seconds behind the answers.

It stays in memory because imports and the parsing of dbt take longer than a refresh. When it is gone, the
sensor `new_answers_or_questions` does the same in runs of their own.
"""

import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import dagster as dg

from pipelines.defs.question_stats.job import refresh as job
from pipelines.local.services import endpoints_of
from pipelines.refresh import refresh
from pipelines.refusal import Refusal
from pipelines.stores.changes import CHANGE, newest_change
from serving.settings import Settings, SettingsError, read_settings

LOOK_EVERY = 1.0
AFTER_FAILURE = 10.0
KEPT_RUNS = 200


@dataclass(slots=True)
class Refresher:
    """`newest` names what is there now; `refresh` brings it through; both may raise Refusal."""

    newest: Callable[[], str]
    refresh: Callable[[str], None]
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _done: str | None = None

    def step(self) -> float:
        """Seconds until the next one: half of what a refresh took, so that others have the machine too."""
        begun = self.clock()
        try:
            newest = self.newest()
            if newest == self._done:
                return LOOK_EVERY
            self.refresh(newest)
        except Refusal as error:
            self.say(f"{error} Trying again in {AFTER_FAILURE:g} s.")
            return AFTER_FAILURE
        self._done = newest
        return max(LOOK_EVERY, (self.clock() - begun) / 2)


def forget_old_runs(instance: dg.DagsterInstance, kept: int = KEPT_RUNS) -> int:
    """How many were deleted: a run leaves a hundred kilobytes, and there is one every few seconds."""
    ended = dg.RunsFilter(
        job_name=job.name, statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE]
    )
    old = instance.get_run_ids(ended)[kept:]
    for run in old:
        instance.delete_run(run)
    return len(old)


def main() -> None:
    """Ends after SIGTERM or SIGINT, when the refresh under way is done."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    refresher = _refresher(read_settings())
    while not stopping.wait(refresher.step()):
        pass


def _refresher(settings: Settings) -> Refresher:
    stores = endpoints_of(settings)
    if not (stores.postgres_url and stores.clickhouse_url):
        raise SettingsError(
            "The refresher needs APO_POSTGRES_URL and APO_CLICKHOUSE_URL; `apo up` sets them."
        )

    def bring_through(change: str) -> None:
        urls = stores.postgres_url, stores.clickhouse_url
        result = refresh(*urls, settings.home, calibration=False, tags={CHANGE: change})
        _say(f"{result.answers} new answers, {result.changed} questions changed")
        with dg.DagsterInstance.get() as instance:
            forget_old_runs(instance)

    return Refresher(lambda: newest_change(stores.postgres_url), bring_through, _say)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
