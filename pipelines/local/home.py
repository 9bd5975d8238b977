"""The home (`APO_HOME`): one command at a time owns its data, and an `apo up` lends it to the others.

Why two locks: `command.lock` belongs to the command alone and says whether it lives; `services.lock` is
inherited by every service, so it is free only when the last of them is gone, however the command ended.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.local.endpoints import Endpoints, lent, withdraw
from pipelines.local.errors import LocalError

UP = "apo up"
_FOR_COMMAND = 5.0
_FOR_UP = 90.0
_FOR_LEFTOVERS = 15.0
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Home:
    """`descriptor` is the services' lock: every process that works on the data inherits it."""

    directory: Path
    descriptor: int


@dataclass(frozen=True, slots=True)
class Holder:
    pid: int
    command: str

    def __str__(self) -> str:
        return f"`{self.command}` (process {self.pid})"


@contextmanager
def claim(directory: Path, command: str, say: Callable[[str], None]) -> Iterator[Home | Endpoints]:
    """The home for this command alone, or what a running `apo up` lends.

    Waits a few seconds for another command, longer for an `apo up` that is starting, and for the services
    of a command that was killed. Raises LocalError naming the process and the directory when the wait was in
    vain; at once when both are `apo up`.
    """
    directory = _made(directory)
    with (directory / "command.lock").open("a+", encoding="utf-8") as lock:
        borrowed = _take_or_borrow(lock.fileno(), directory, command, say)
        if borrowed is not None:
            yield borrowed
            return
        withdraw(directory)
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "command": command}))
        lock.flush()
        with (directory / "services.lock").open("a") as services:
            _await_leftovers(services.fileno(), directory, say)
            try:
                yield Home(directory, services.fileno())
            finally:
                withdraw(directory)


def _take_or_borrow(
    descriptor: int, directory: Path, command: str, say: Callable[[str], None]
) -> Endpoints | None:
    started, told = time.monotonic(), False
    while not _locked(descriptor):
        holder = _holder(directory)
        if holder.command == UP and command == UP:
            raise LocalError(
                f"{holder} already runs in {directory}: stop it, or set APO_HOME to another directory."
            )
        if holder.command == UP and (theirs := lent(directory, holder.pid)):
            return theirs
        patience = _FOR_UP if holder.command == UP else _FOR_COMMAND
        if time.monotonic() - started > patience:
            raise LocalError(
                f"{holder} works in {directory} and has not let it go within {patience:.0f} s: "
                "try again when it has ended, or set APO_HOME to another directory."
            )
        if not told:
            say(f"{holder} works in {directory}: waiting up to {patience:.0f} s for it")
            told = True
        time.sleep(_STEP)
    return None


def _await_leftovers(descriptor: int, directory: Path, say: Callable[[str], None]) -> None:
    deadline, told = time.monotonic() + _FOR_LEFTOVERS, False
    while not _locked(descriptor):
        if time.monotonic() > deadline:
            raise LocalError(
                f"Services of a command that was killed still run in {directory} after "
                f"{_FOR_LEFTOVERS:.0f} s: end the processes that "
                f"`fuser {directory / 'services.lock'}` names and try again."
            )
        if not told:
            say(f"Waiting for the services of a command that was killed in {directory}")
            told = True
        time.sleep(_STEP)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(directory: Path) -> Holder:
    try:
        return Holder(**json.loads((directory / "command.lock").read_text(encoding="utf-8")))
    except ValueError:  # it has taken the lock and not yet written who it is
        return Holder(0, "another command")


def _made(directory: Path) -> Path:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "command.lock").touch()
    except OSError as error:
        raise LocalError(f"APO_HOME cannot be used: {error}.") from error
    return directory.resolve()
