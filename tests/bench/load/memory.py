"""How the memory of each process of the system grows."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import numpy as np
import psutil

from tests.faults.whole_system import PARTS

EVERY = 2.0
MEBIBYTE = 1 << 20
NAMES = {**PARTS, "bot": "-m bot"}
Samples = dict[str, list[tuple[float, float]]]


@contextmanager
def watched(pid: int) -> Iterator[Samples]:
    """Moments and MiB by part, of it and its children together; read them after the block."""
    samples: Samples = defaultdict(list)
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY):
            for child in psutil.Process(pid).children():
                with suppress(psutil.Error):
                    family = [child, *child.children(recursive=True)]
                    size = sum(each.memory_full_info().pss for each in family)
                    samples[_name(child)].append((time.monotonic(), size / MEBIBYTE))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield samples
    finally:
        ended.set()
        watching.join()


def slopes(samples: Samples) -> Mapping[str, float]:
    """MiB a minute by least squares over the second half, when everything has been imported and cached."""
    found = {}
    for name, points in samples.items():
        moments, sizes = np.array(points[len(points) // 2 :]).T
        if len(moments) > 2:
            found[name] = 60 * float(np.polyfit(moments - moments[0], sizes, 1)[0])
    return found


def _name(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    said = words.partition(" -m ")[2].removeprefix("pipelines.cli.app ")
    return next((name for name, part in NAMES.items() if part in words or said.startswith(part)), said[:30])
