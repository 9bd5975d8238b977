"""A supervisor in a process of its own, which a test may kill: `python -m … PLAN.json`.

The plan lists services as `{name, code, after, grace, ready}`: `code` is a Python program that runs in the
plan's directory, `ready` the file there that it makes when it is ready (none: at once).
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.local.backoff import BackOff
from pipelines.local.errors import LocalError
from pipelines.local.processes import Service
from pipelines.local.supervisor import Supervisor

_LONGEST = 20.0
SLEEP = "import time; time.sleep(60)"
Plan = Mapping[str, object]


@dataclass(slots=True)
class Supervised:
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    _unasked: list[str] = field(default_factory=list)

    def until(self, part: str) -> str:
        """The next line with the part that was not returned before; an AssertionError when there is none."""
        for line in self._unasked:
            if part in line:
                self._unasked.remove(line)
                return line
        assert self.process.stdout is not None
        for line in map(str.rstrip, self.process.stdout):
            self.lines.append(line)
            if part in line:
                return line
            self._unasked.append(line)
        raise AssertionError(f"no {part!r} in {self.lines}")

    def end(self) -> list[str]:
        """All its lines, when it has ended by itself."""
        rest, _ = self.process.communicate(timeout=60)
        return [*self.lines, *rest.splitlines()]


@contextmanager
def supervised(directory: Path, *plans: Plan, prefix: tuple[str, ...] = ()) -> Iterator[Supervised]:
    plan = directory / "plan.json"
    plan.write_text(json.dumps(plans))
    argv = [*prefix, sys.executable, "-m", __name__, str(plan)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        limit = threading.Timer(_LONGEST, process.kill)  # a line that never comes fails the test
        limit.start()
        try:
            yield Supervised(process)
        finally:
            limit.cancel()
            process.kill()


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def gone_within(seconds: float, *processes: int) -> bool:
    deadline = time.monotonic() + seconds
    while any(alive(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _service(plan: dict[str, str], directory: Path) -> Service:
    ready = directory / plan["ready"] if "ready" in plan else directory
    return Service(
        name=plan["name"],
        argv=(sys.executable, "-c", plan["code"]),
        directory=directory,
        ready=ready.exists,
        after=tuple(plan.get("after", ())),
        stop=signal.Signals[plan.get("stop", "SIGTERM")],
        grace=float(plan.get("grace", 5)),
        once=bool(plan.get("once", False)),
    )


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(plan: Path) -> int:
    services = [_service(one, plan.parent) for one in json.loads(plan.read_text())]
    supervisor = Supervisor(services, _print, back_off=BackOff(first=0.05, attempts=3))
    try:
        asyncio.run(supervisor.run(lambda: _print(f"all ready {os.getpid()}")))
    except LocalError as error:
        _print(f"error: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
