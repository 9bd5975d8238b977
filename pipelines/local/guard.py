"""A process that outlives a killed supervisor by two seconds, to end what its services had started.

Why: the tie of a service to its supervisor does not reach the service's own children, and Dagster's run
processes go on when their code server is gone.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from pipelines.local.processes import kill_group

_GRACE = 2.0


@dataclass(frozen=True, slots=True)
class Guard:
    orders: int

    def watch(self, group: int) -> None:
        self._order(f"+{group}")

    def forget(self, group: int) -> None:
        """Once the group is gone: its number may be given to others."""
        self._order(f"-{group}")

    def _order(self, text: str) -> None:
        with suppress(BrokenPipeError):  # somebody ended the guard: the services run on without
            os.write(self.orders, f"{text}\n".encode())


@contextmanager
def guarding(pass_fds: Sequence[int]) -> Iterator[Guard]:
    """Left in the ordinary way, it ends without touching anything."""
    process = subprocess.Popen(
        (sys.executable, "-m", "pipelines.local.guard"),
        stdin=subprocess.PIPE,
        pass_fds=pass_fds,
        start_new_session=True,
    )
    with process:
        if process.stdin is None:
            raise RuntimeError("the guard was asked to have a pipe")
        try:
            yield Guard(process.stdin.fileno())
        finally:
            process.kill()


def _watched(orders: Iterable[str]) -> set[int]:
    """Returns at the end of the orders, which is the end of the supervisor."""
    groups: set[int] = set()
    for order in orders:
        change = groups.add if order.startswith("+") else groups.discard
        change(int(order[1:]))
    return groups


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups = _watched(sys.stdin)
    time.sleep(_GRACE)
    for group in groups:
        kill_group(group)


if __name__ == "__main__":
    main()
