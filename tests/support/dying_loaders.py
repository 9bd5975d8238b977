"""Loaders of answers and of lines of logs that die, as by `kill -9`, at a named step."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.postgres import only_writer, postgres
from pipelines.stores.service_logs import load_service_logs
from pipelines.stores.training_tables import ANSWERS
from pipelines.stores.windowed_tables import RawTable, TableSource
from pipelines.stores.windows import Blocks, DayCount, Horizon, LoadedWindow, Progress, Window, load

STEPS = (
    "the window is sent in half",
    "the window is sent",
    "leftovers are deleted",
    "the window is sent",
    "the window is counted",
    "the window is closed",
)

LOG_STEPS = ("half of the lines are sent", "the lines are sent", "the piece is closed")


def load_and_die(postgres_url: str, warehouse_url: str, step: str) -> int | None:
    """The exit code of a process that loaded until the step was done: -9."""
    return _exit_code(load_until, postgres_url, warehouse_url, step)


def load_logs_and_die(postgres_url: str, warehouse_url: str, directory: Path, step: str) -> int | None:
    """The same of a loader of the logs in the directory."""
    return _exit_code(load_logs_until, postgres_url, warehouse_url, directory, step)


def _exit_code(work: Callable[..., None], *arguments: object) -> int | None:
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def load_logs_until(postgres_url: str, warehouse_url: str, directory: Path, step: str) -> None:
    insert = Warehouse.insert

    def reached(done: str) -> None:
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def halves(blocks: Blocks) -> Blocks:
        for block in blocks:
            yield block[: len(block) // 2]
            reached("half of the lines are sent")
            yield block[len(block) // 2 :]

    def watched(self: Warehouse, table: str, columns: Sequence[str], blocks: Blocks) -> None:
        of_lines = table == "raw.service_logs"
        insert(self, table, columns, halves(blocks) if of_lines else blocks)
        reached("the lines are sent" if of_lines else "the piece is closed")

    Warehouse.insert = watched  # type: ignore[method-assign]
    load_service_logs(postgres_url, warehouse_url, directory)


def load_until(postgres_url: str, warehouse_url: str, step: str) -> None:
    def reached(done: str) -> None:
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    with (
        only_writer(postgres_url, "refresh"),
        postgres(postgres_url) as connection,
        warehouse(warehouse_url) as store,
    ):
        load(
            Watched(TableSource(connection, ANSWERS), reached), WatchedSink(RawTable(store, ANSWERS), reached)
        )


@dataclass
class Watched:
    """`reached` is told in the middle of a window."""

    source: TableSource
    reached: Callable[[str], None]

    @property
    def name(self) -> str:
        return self.source.name

    def identity(self) -> str:
        return self.source.identity()

    def horizon(self) -> Horizon:
        return self.source.horizon()

    def has_future_rows(self) -> bool:
        return self.source.has_future_rows()

    def next_window(self, lo: int, horizon: int, batch_rows: int) -> Window | None:
        return self.source.next_window(lo, horizon, batch_rows)

    def blocks(self, window: Window) -> Blocks:
        for block in self.source.blocks(window):
            yield block[: len(block) // 2]
            self.reached("the window is sent in half")
            yield block[len(block) // 2 :]

    def days(self, window: Window) -> Mapping[date, DayCount]:
        return self.source.days(window)


@dataclass
class WatchedSink:
    """`reached` is told after each step."""

    sink: RawTable
    reached: Callable[[str], None]
    sent: bool = False

    def progress(self) -> Progress:
        return self.sink.progress()

    def rows_below(self, tx: int) -> int:
        return self.sink.rows_below(tx)

    def rows_from(self, tx: int) -> int:
        rows = self.sink.rows_from(tx)
        if self.sent:
            self.reached("the window is counted")
        return rows

    def delete_from(self, tx: int) -> None:
        self.sink.delete_from(tx)
        self.reached("leftovers are deleted")

    def write(self, blocks: Blocks) -> None:
        self.sink.write(blocks)
        self.sent = True
        self.reached("the window is sent")

    def close_window(self, loaded: LoadedWindow, identity: str) -> None:
        self.sink.close_window(loaded, identity)
        self.reached("the window is closed")
