"""Seconds and peak memory of a command with all its processes."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import psutil

ROOT = Path(__file__).parents[2]
APO = str(Path(sys.executable).with_name("apo"))
GIB = 1 << 30
EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Measured:
    """`peak` is the greatest sum of proportional set sizes (bytes), so shared pages count once."""

    seconds: float
    peak: int
    output: str


def measure(argv: Sequence[str], environment: dict[str, str] | None = None) -> Measured:
    """Raises CalledProcessError when the command fails."""
    begun = monotonic()
    process = subprocess.Popen(
        argv,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = Peak(process.pid)
    watching = threading.Thread(target=peak.watch)
    watching.start()
    output, _ = process.communicate()
    seconds = monotonic() - begun
    watching.join()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, argv, output)
    return Measured(seconds, peak.bytes, output)


class Peak:
    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._root = psutil.Process(pid)

    def watch(self) -> None:
        """Until the process has ended."""
        while self._root.is_running() and self._root.status() != psutil.STATUS_ZOMBIE:
            self.bytes = max(self.bytes, self._now())
            threading.Event().wait(EVERY_SECONDS)

    def _now(self) -> int:
        total = 0
        for process in self._family():
            try:
                total += process.memory_full_info().pss
            except psutil.Error:
                continue  # it ended between the listing and the look
        return total

    def _family(self) -> list[psutil.Process]:
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return []
