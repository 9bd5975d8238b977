"""The resident refresher, with what it calls replaced."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg
import pytest

from pipelines import refresher
from pipelines.defs.question_stats.job import refresh
from pipelines.defs.question_stats.sensor import ALIVE
from pipelines.paces import AFTER_FAILURE, LONGEST_STEP, LOOK_EVERY, Pulse, Refresher, Regularly
from pipelines.refresher import forget_old_runs, is_at_work
from pipelines.stores.clickhouse import WarehouseError


@dataclass
class System:
    """A run takes `takes` seconds; `away` is how many of them fail first; another change every 100 s."""

    changes: Sequence[str]
    takes: float = 8.0
    away: int = 0
    now: float = 0.0
    done: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def newest(self) -> str:
        return self.changes[min(int(self.now // 100), len(self.changes) - 1)]

    def refresh(self, change: str) -> None:
        self.run(f"refresh {change}")

    def publish(self, change: str) -> None:
        self.run(f"publish {change}")

    def run(self, what: str) -> None:
        self.now += self.takes
        if self.away:
            self.away -= 1
            raise WarehouseError("ClickHouse at here does not answer.")
        self.done.append(what)

    def pauses(self, steps: int) -> list[float]:
        refresher = Refresher(self.newest, self.publish, self.refresh, self.said.append, lambda: self.now)
        pauses = []
        for _ in range(steps):
            pauses.append(refresher.step())
            self.now += pauses[-1]
        return pauses


def test_what_training_reads_comes_first_then_everything_then_nothing() -> None:
    system = System(["1/0"])
    assert system.pauses(4) == [4.0, 4.0, LOOK_EVERY, LOOK_EVERY]
    assert system.done == ["publish 1/0", "refresh 1/0"]


def test_every_mart_follows_in_peace() -> None:
    system = System(["1/0", "2/0"], takes=0.5)
    system.pauses(200)
    assert system.done == ["publish 1/0", "refresh 1/0", "publish 2/0", "refresh 2/0"]


def test_when_there_is_never_peace_every_mart_follows_all_the_same() -> None:
    system = System([f"{number}/0" for number in range(100)], takes=90)
    system.pauses(12)
    assert [done for done in system.done if done.startswith("refresh")] == ["refresh 6/0", "refresh 14/0"]
    assert len(system.done) == 12


def test_a_store_that_is_away_is_said_and_tried_again() -> None:
    system = System(["1/0"], away=2)
    assert system.pauses(5) == [AFTER_FAILURE, AFTER_FAILURE, 4.0, 4.0, LOOK_EVERY]
    assert system.said == ["ClickHouse at here does not answer. Trying again in 10 s."] * 2
    assert system.done == ["publish 1/0", "refresh 1/0"]


def test_logs_are_loaded_now_and_then_and_an_outage_is_said() -> None:
    system = System([], takes=5, away=1)
    logs = Regularly(lambda: system.run("logs"), 60, system.said.append, lambda: system.now)
    for _ in range(130):
        logs.step()
        system.now += 1
    assert (system.done, len(system.said)) == (["logs", "logs"], 1)


def test_old_runs_of_the_refresh_are_forgotten_and_others_kept() -> None:
    @dg.op
    def nothing() -> None:
        pass

    @dg.job(name=refresh.name)
    def refreshing() -> None:
        nothing()

    @dg.job
    def another() -> None:
        nothing()

    with dg.DagsterInstance.ephemeral() as instance:
        ended = [refreshing.execute_in_process(instance=instance).run_id for _ in range(4)]
        kept = another.execute_in_process(instance=instance).run_id
        assert forget_old_runs(instance, kept=2) == 2
        assert {run.run_id for run in instance.get_runs()} == {kept, *ended[2:]}


def test_work_of_minutes_is_alive_and_work_that_hangs_is_not() -> None:
    system = System([])
    pulse = Pulse(lambda: system.now)
    assert pulse.beats()
    pulse.felt()
    system.now += LONGEST_STEP - 1
    assert pulse.beats()
    system.now += 1
    assert not pulse.beats()
    pulse.felt()
    assert pulse.beats()


def test_it_says_that_it_is_at_work_during_a_long_step_and_a_signal_lets_the_step_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard: list[bool] = []
    ended: list[bool] = []

    @dg.op
    def interrupted() -> None:
        with dg.DagsterInstance.get() as instance:
            instance.daemon_cursor_storage.set_cursor_values({ALIVE: "0"})
        until = time.monotonic() + 30
        while not is_at_work() and time.monotonic() < until:
            time.sleep(0.1)
        heard.append(is_at_work())
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)

    @dg.job
    def run() -> None:
        interrupted()

    class Steps:
        def step(self) -> float:
            ended.append(run.execute_in_process().success)
            return 60.0

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    (tmp_path / "dagster.yaml").write_text("telemetry:\n  enabled: false\n")
    for name in ("APO_HOME", "DAGSTER_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert not is_at_work()
    monkeypatch.setattr(sys, "argv", ["refresher"])
    monkeypatch.setattr(refresher, "ALIVE_EVERY", 0.2)
    monkeypatch.setattr(refresher, "_refresher", lambda _: Steps())
    monkeypatch.setattr(refresher, "_logs", lambda _: Steps())
    try:
        refresher.main()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert (heard, ended) == ([True], [True])
