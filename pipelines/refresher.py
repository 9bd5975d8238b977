"""`python -m pipelines.refresher`: keeps the marts and what is published seconds behind the answers.

`--check` ends with 0 when one like this is at work.

It stays in memory because imports and the parsing of dbt take longer than a refresh. When it is gone, the
sensor `new_answers_or_questions` does the same in runs of their own.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial

import dagster as dg

from pipelines.defs.in_process import JOBS, run_here
from pipelines.defs.marts.assets import dbt_models
from pipelines.defs.question_stats import job as jobs
from pipelines.defs.question_stats.sensor import LONGEST_SILENCE, say_alive, seconds_since_alive
from pipelines.defs.resources import Stores
from pipelines.defs.service_logs.assets import load_logs, service_logs
from pipelines.local.endpoints import Endpoints
from pipelines.local.services import endpoints_of
from pipelines.paces import Pulse, Refresher, Regularly
from pipelines.refresh import refresh
from pipelines.stores.changes import CHANGE, newest_change
from serving.logs import write_logs_to_files
from serving.settings import Settings, SettingsError, read_settings

KEPT_RUNS = 200
LOGS_EVERY = 60.0
ALIVE_EVERY = 15.0
FORGET_EVERY = 60.0
STOPS_WITHIN = 5.0
"""Seconds; what stops it waits for ten at least."""


def forget_old_runs(instance: dg.DagsterInstance, kept: int = KEPT_RUNS) -> int:
    """How many were deleted: a run leaves a hundred kilobytes, and there may be one every minute."""
    job = jobs.refresh.name
    ended = dg.RunsFilter(job_name=job, statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE])
    old = instance.get_run_ids(ended)[kept:]
    for run in old:
        instance.delete_run(run)
    return len(old)


def is_at_work() -> bool:
    """Has one said so within a minute? It does so while a refresh takes its minutes."""
    with dg.DagsterInstance.get() as instance:
        return seconds_since_alive(instance) < LONGEST_SILENCE


def main() -> None:
    """Ends after SIGTERM or SIGINT, when the step under way is done.

    One that takes longer than `STOPS_WITHIN` is cut, and the next start repairs it as it repairs any kill.
    """
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(0 if is_at_work() else 1)
    stopping = threading.Event()
    cut = threading.Timer(STOPS_WITHIN, os._exit, [0])
    cut.daemon = True

    def stop(*_: object) -> None:
        if not stopping.is_set():
            stopping.set()
            cut.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    settings = read_settings()
    write_logs_to_files("pipelines", settings.logs, [JOBS])
    # In the main thread Dagster would take the signals, cut the run under way and stop nothing.
    pulse = Pulse()
    with ThreadPoolExecutor(1, "refresher") as beside:
        work = beside.submit(_keep_fresh, settings, stopping, pulse)
        try:
            _say_alive_during(work, pulse)
        finally:
            stopping.set()
        work.result()
    cut.cancel()


def _say_alive_during(work: Future[None], pulse: Pulse) -> None:
    """Beside the work, which may take long; what hangs falls silent, and others take over."""
    with dg.DagsterInstance.get() as instance:
        say_alive(instance)
        while wait([work], ALIVE_EVERY).not_done:
            if pulse.beats():
                say_alive(instance)


def _keep_fresh(settings: Settings, stopping: threading.Event, pulse: Pulse) -> None:
    refresher, logs = _refresher(settings), _logs(settings)
    old_runs = Regularly(_forget_old_runs, FORGET_EVERY, _say)
    pulse.felt()
    while not stopping.wait(refresher.step()):
        logs.step()
        old_runs.step()
        pulse.felt()


def _refresher(settings: Settings) -> Refresher:
    stores = _given(settings)

    def running(job: str) -> Callable[[str], None]:
        def run(change: str) -> None:
            urls = stores.postgres_url, stores.clickhouse_url
            result = refresh(*urls, settings.home, job=job, tags={CHANGE: change})
            total = f"{result.seconds['total']:.1f} s"
            _say(f"{job}: {result.answers} new answers, {result.changed} questions changed, {total}")

        return run

    newest = partial(newest_change, stores.postgres_url)
    return Refresher(newest, running(jobs.publish.name), running(jobs.refresh.name), _say)


def _logs(settings: Settings) -> Regularly:
    stores = _given(settings)
    resource = Stores(
        postgres_url=stores.postgres_url, clickhouse_url=stores.clickhouse_url, home=str(settings.home)
    )
    job = dg.Definitions(
        assets=[service_logs, dbt_models], jobs=[load_logs], resources={"stores": resource}
    ).resolve_job_def(load_logs.name)

    return Regularly(lambda: run_here(job, lambda _: None, recorded=False), LOGS_EVERY, _say)


def _forget_old_runs() -> None:
    with dg.DagsterInstance.get() as instance:
        forget_old_runs(instance)


def _given(settings: Settings) -> Endpoints:
    stores = endpoints_of(settings)
    if not (stores.postgres_url and stores.clickhouse_url):
        raise SettingsError(
            "The refresher needs APO_POSTGRES_URL and APO_CLICKHOUSE_URL; `apo up` sets them."
        )
    return stores


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
