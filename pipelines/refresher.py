"""`python -m pipelines.refresher`: keeps the marts and what is published seconds behind the answers.

It stays in memory because imports and the parsing of dbt take longer than a refresh. When it is gone, the
sensor `new_answers_or_questions` does the same in runs of their own.
"""

import math
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import dagster as dg

from pipelines.defs.question_stats import job as jobs
from pipelines.local.services import endpoints_of
from pipelines.refresh import refresh
from pipelines.refusal import Refusal
from pipelines.stores.changes import CHANGE, newest_change
from serving.settings import Settings, SettingsError, read_settings

LOOK_EVERY = 1.0
REFRESH_EVERY = 300.0
AFTER_FAILURE = 10.0
KEPT_RUNS = 200


@dataclass(slots=True)
class Refresher:
    """`newest` names what is there. `publish` brings through what training reads, `refresh` that and every
    mart with its tests, which costs several times as much. All may raise Refusal.
    """

    newest: Callable[[], str]
    publish: Callable[[str], None]
    refresh: Callable[[str], None]
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _published: str | None = None
    _refreshed: str | None = None
    _refreshed_at: float = -math.inf

    def step(self) -> float:
        """Seconds until the next one: half of what this one took, so that others have the machine too."""
        begun = self.clock()
        try:
            self._bring_through(self.newest())
        except Refusal as error:
            self.say(f"{error} Trying again in {AFTER_FAILURE:g} s.")
            return AFTER_FAILURE
        return max(LOOK_EVERY, (self.clock() - begun) / 2)

    def _bring_through(self, newest: str) -> None:
        if newest != self._refreshed and self.clock() - self._refreshed_at >= REFRESH_EVERY:
            self.refresh(newest)
            self._published = self._refreshed = newest
            self._refreshed_at = self.clock()
        elif newest != self._published:
            self.publish(newest)
            self._published = newest


def forget_old_runs(instance: dg.DagsterInstance, kept: int = KEPT_RUNS) -> int:
    """How many were deleted: a run leaves a hundred kilobytes, and there is one every few seconds."""
    ended = dg.RunsFilter(
        job_name=jobs.publish.name, statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE]
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

    def running(job: str) -> Callable[[str], None]:
        def run(change: str) -> None:
            urls = stores.postgres_url, stores.clickhouse_url
            result = refresh(*urls, settings.home, job=job, tags={CHANGE: change})
            _say(f"{job}: {result.answers} new answers, {result.changed} questions changed")
            with dg.DagsterInstance.get() as instance:
                forget_old_runs(instance)

        return run

    newest = partial(newest_change, stores.postgres_url)
    return Refresher(newest, running(jobs.publish.name), running(jobs.refresh.name), _say)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
