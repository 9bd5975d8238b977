"""Services for the length of one command: started together, stopped in the reverse order."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipelines.local.errors import ServiceFailed
from pipelines.local.processes import Service, how_it_ended, kill_group, tied_to_us

_LAST_LINES = 15


@contextmanager
def running(services: Sequence[Service], logs: Path, pass_fds: Sequence[int]) -> Iterator[None]:
    """All are ready inside. Each writes to `logs`/NAME.log, begun anew at each start.

    Raises ServiceFailed with the last lines of a service that ends, or does not answer in time. Enter it on a
    thread that lives until the end: the services are tied to it.
    """
    logs.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        started = [(service, stack.enter_context(_process(service, logs, pass_fds))) for service in services]
        for service, process in started:
            _await(service, process, logs)
        yield


@contextmanager
def _process(service: Service, logs: Path, pass_fds: Sequence[int]) -> Iterator[subprocess.Popen[bytes]]:
    with _log(service, logs).open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command lines
            service.argv,
            env=service.environment(),
            cwd=service.directory,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=pass_fds,
            start_new_session=True,
            preexec_fn=tied_to_us(service.death_signal),
        )
    try:
        yield process
    finally:
        _stop(service, process)


def _await(service: Service, process: subprocess.Popen[bytes], logs: Path) -> None:
    deadline = time.monotonic() + service.ready_within
    while not _is_ready(service):
        code = process.poll()
        if code is not None:
            raise ServiceFailed(
                f"{service.name} {how_it_ended(code)} before it was ready.{_last(service, logs)}"
            )
        if time.monotonic() > deadline:
            raise ServiceFailed(
                f"{service.name} was not ready within {service.ready_within:g} s.{_last(service, logs)}"
            )
        time.sleep(0.03)


def _is_ready(service: Service) -> bool:
    try:
        return service.ready()
    except OSError:
        return False


def _stop(service: Service, process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(service.stop)
    try:
        process.wait(service.grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    finally:
        kill_group(process.pid)


def _log(service: Service, logs: Path) -> Path:
    return logs / f"{service.name}.log"


def _last(service: Service, logs: Path) -> str:
    lines = _log(service, logs).read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
    return "".join(f"\n  {line}" for line in lines)
