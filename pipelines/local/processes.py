"""What a service is, and how its process is made so that it never outlives us."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_UNWANTED = ("PYTHONDONTWRITEBYTECODE",)  # without bytecode everything starts twice as slowly


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`ready` may raise OSError, which means "not yet"; it may block for a second or two.

    A service that runs `once` is ready when it has ended with 0, and is not restarted.
    `death_signal` is what the process gets when the process that started it is gone, even by SIGKILL.
    """

    name: str
    argv: tuple[str, ...]
    ready: Callable[[], bool] = lambda: True
    env: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    directory: Path | None = None
    after: tuple[str, ...] = ()
    stop: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    death_signal: signal.Signals = signal.SIGKILL
    ready_within: float = 120.0
    once: bool = False

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        return {**kept, "PYTHONUNBUFFERED": "1", **self.env}


def tied_to_us(death_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`. The tie is to the calling *thread*: start services from one that lives as long as they.

    A change of user drops the tie, so whoever changes it later must tie again.
    """
    parent = os.getpid()

    def prepare() -> None:
        for number in _STOPPING:  # a background shell leaves them ignored, and children inherit that
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return prepare


def kill_group(leader: int) -> None:
    """What the leader left running in its session ends now."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # the second: only zombies are left (macOS)
        return


def how_it_ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
