"""`python -m` of a module that takes seconds to import, as a copy of a process that has imported it."""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

IMPORTED = ["bot.process", "serving.api.app", "serving.delivery.channels"]

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(IMPORTED)


class Forked:
    """A process with what tests use of `subprocess.Popen`."""

    def __init__(self, argv: list[str], environment: Mapping[str, str], output: Path) -> None:
        """`argv`: the module and its arguments; `environment` stands beside ours; `output` is added to."""
        told = (argv, {**os.environ, **environment}, str(output))
        self._process = context.Process(target=_run, args=told)
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        self._process.join(seconds)
        code = self._process.exitcode
        assert code is not None, f"process {self.pid} runs after {seconds} s"
        return code

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def _run(argv: list[str], environment: dict[str, str], output: str) -> None:
    log = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = list(argv)
    runpy.run_module(argv[0], run_name="__main__", alter_sys=True)


@contextmanager
def forked(
    argv: list[str], environment: Mapping[str, str], output: Path = Path(os.devnull)
) -> Iterator[Forked]:
    """It is killed at the end, if it still runs."""
    process = Forked(argv, environment, output)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
