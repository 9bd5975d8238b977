"""Copying an append-only table exactly once, by windows of transactions that are over.

A row carries the id `tx` of the transaction that wrote it. Below the horizon (the oldest transaction still
running) nothing can appear any more, so a window `lo <= tx < hi <= horizon` is read once and is complete.
Whatever a dead loader left is at `tx >= lo` of the next one, which deletes it before it writes.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from pipelines.refusal import Refusal

BATCH_ROWS = 1_000_000

Blocks = Generator[bytes, None, None]
"""Rows as text, cut anywhere. A generator, so that who takes it can close it and free its connection."""


class LoadRefused(Refusal):
    """Going on would lose or double rows; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Window:
    """Transactions `lo <= tx < hi`."""

    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Horizon:
    """Every transaction below `tx` was over at `taken_at`."""

    tx: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class DayCount:
    """Of the rows of one day; `checksum` within 0 … 2^64 - 1."""

    rows: int
    checksum: int


@dataclass(frozen=True, slots=True)
class LoadedWindow:
    window: Window
    rows: int
    taken_at: datetime
    days: Mapping[date, DayCount]


@dataclass(frozen=True, slots=True)
class Progress:
    """What the closed windows say: the next `lo`, how many rows they hold, whose transactions they count."""

    watermark: int
    rows: int
    identity: str | None


class Source(Protocol):
    @property
    def name(self) -> str: ...

    def identity(self) -> str: ...

    def horizon(self) -> Horizon: ...

    def has_future_rows(self) -> bool:
        """Rows of transactions that this cluster has not begun: they came from another one."""
        ...

    def next_window(self, lo: int, horizon: int, batch_rows: int) -> Window | None:
        """None when no row is left below the horizon; over `batch_rows` rows only for one transaction."""
        ...

    def blocks(self, window: Window) -> Blocks: ...

    def days(self, window: Window) -> Mapping[date, DayCount]:
        """Counted by the source itself, not from `blocks`."""
        ...


class Sink(Protocol):
    def progress(self) -> Progress: ...

    def rows_below(self, tx: int) -> int: ...

    def rows_from(self, tx: int) -> int: ...

    def delete_from(self, tx: int) -> None: ...

    def write(self, blocks: Blocks) -> None: ...

    def close_window(self, loaded: LoadedWindow, identity: str) -> None: ...


def load(
    source: Source,
    sink: Sink,
    *,
    batch_rows: int = BATCH_ROWS,
    on_window: Callable[[LoadedWindow], None] = lambda _: None,
) -> int:
    """Rows loaded. The caller keeps other loaders out. Raises LoadRefused, and what source and sink raise."""
    progress = sink.progress()
    identity = source.identity()
    _check_origin(source, progress, identity)
    _check_loaded(source, sink, progress)
    horizon = source.horizon()
    lo, rows = progress.watermark, 0
    while window := source.next_window(lo, horizon.tx, batch_rows):
        days = source.days(window)
        loaded = LoadedWindow(window, _copy(source, sink, window, days), horizon.taken_at, days)
        sink.close_window(loaded, identity)
        on_window(loaded)
        lo, rows = window.hi, rows + loaded.rows
    return rows


def _check_origin(source: Source, progress: Progress, identity: str) -> None:
    if progress.identity not in (None, identity) or source.has_future_rows():
        raise LoadRefused(
            f"The {source.name} in PostgreSQL come from another cluster than those in ClickHouse "
            "(a restored backup?); `apo refresh --rebase` loads everything anew."
        )


def _check_loaded(source: Source, sink: Sink, progress: Progress) -> None:
    found = sink.rows_below(progress.watermark)
    if found != progress.rows:
        raise LoadRefused(
            f"ClickHouse holds {found} {source.name} where {progress.rows} were loaded; "
            "`apo refresh --day DATE` loads a day anew, `apo refresh --rebase` everything."
        )


def _copy(source: Source, sink: Sink, window: Window, days: Mapping[date, DayCount]) -> int:
    if sink.rows_from(window.lo):
        sink.delete_from(window.lo)
    lines = LineCount()
    sink.write(lines.counted(source.blocks(window)))
    found, counted = sink.rows_from(window.lo), sum(day.rows for day in days.values())
    if not found == lines.total == counted:
        raise LoadRefused(
            f"ClickHouse holds {found} rows of the {lines.total} sent and {counted} counted; "
            "repeat, none of them counts yet."
        )
    return lines.total


@dataclass(slots=True)
class LineCount:
    """A row is a line: line ends inside values are escaped in COPY's text."""

    total: int = 0

    def counted(self, blocks: Blocks) -> Blocks:
        for block in blocks:
            self.total += block.count(b"\n")
            yield block
